-- One row per claim of lower prices than other clouds', with the savings that lists of the day give.
-- grain: claim_id
-- formula: computed_value = median same-host saving of the offers; low and high are the worst and the best
-- formula: computed_value of the lowest price = offers of large clouds that are cheaper, same host
-- source: definition; the offers are the rows of audit.claimed_savings
-- Sizes of one family at one price are one offer. Offers held are a sample of the clouds of the day:
-- they can refute such a claim, not prove it. The
-- component-only saving sets a bare GPU against a whole host; it flatters the list and decides nothing.
with

offers as (
    select
        tests.claim_id,
        tests.test_kind,
        tests.missing_data,
        savings.rival_provider_id,
        savings.rival_source_id,
        savings.price_list_id,
        savings.known_date,
        not savings.is_other_size as counts,
        savings.same_host_saving_fraction as saving,
        savings.component_only_saving_fraction as bare_saving,
        models.gpu_model_name as gpu_name,
        parties.party_name || ' ' || savings.rival_instance_type_name as offer_name,
        case when savings.is_large_cloud then parties.party_name end as large_name,
        case when not savings.is_large_cloud then parties.party_name end as small_name
    from reference.claim_tests as tests
    left join audit.claimed_savings as savings
        on tests.claim_id = savings.claim_id and savings.same_host_saving_fraction is not null
    left join reference.parties on savings.rival_provider_id = parties.party_id
    left join reference.gpu_models as models on savings.gpu_model_id = models.gpu_model_id
    where
        tests.test_kind in ('saving', 'large_cloud_saving', 'cheaper_offers')
        and starts_with(tests.figure_id, 'saving/')
),

found as (
    select
        claim_id,
        test_kind,
        missing_data,
        count(*) filter (where counts) as offer_count,
        count(offer_name) as size_count,
        count(distinct rival_provider_id) as rival_count,
        max(known_date) as known_date,
        max(price_list_id) as price_list_id,
        min(saving) as worst,
        median(saving) filter (where counts) as middle,
        percent_text(median(saving)) as size_middle,
        max(saving) as best,
        arg_max(offer_name, (saving, offer_name)) as best_offer,
        arg_min(offer_name, (saving, offer_name)) as worst_offer,
        percent_text(min(bare_saving)) as bare_worst,
        percent_text(median(bare_saving) filter (where counts)) as bare_middle,
        percent_text(max(bare_saving)) as bare_best,
        count(large_name) filter (where counts) as large_count,
        count(large_name) filter (where counts and saving < 0) as cheaper_large_count,
        count(small_name) filter (where counts) as small_count,
        count(small_name) filter (where counts and saving < 0) as cheaper_small_count,
        string_agg(distinct large_name, ', ' order by large_name) as large_names,
        string_agg(distinct small_name, ', ' order by small_name) as small_names,
        min(saving) filter (where large_name is not null) as large_worst,
        arg_min(offer_name, (saving, offer_name)) filter (where large_name is not null)
            as large_worst_offer,
        string_agg(distinct rival_source_id, ', ' order by rival_source_id) as rival_sources,
        string_agg(distinct gpu_name, ', ' order by gpu_name) as gpu_names
    from offers
    group by all
)

select
    claim_id,
    case
        when test_kind = 'cheaper_offers' and large_count > 0 then cheaper_large_count
        when test_kind <> 'cheaper_offers' and offer_count > 1 then middle
    end as computed_value,  -- the figure as the data have it
    case when test_kind <> 'cheaper_offers' then worst end
        as computed_low_value,  -- lowest that the data allow
    case when test_kind <> 'cheaper_offers' then best end
        as computed_high_value,  -- highest that the data allow
    'sample' as basis_code,  -- other_document, arithmetic, sample, same_publisher or same_document
    known_date as evidence_known_date,  -- when the last row that counts became known
    case
        when offer_count > 0
            then
                concat(
                    'audit.claimed_savings: ', offer_count, ' on-demand offer',
                    case when offer_count > 1 then 's' end, ' in ', size_count, ' sizes of ',
                    rival_count, ' rival',
                    case when rival_count > 1 then 's' end, ' against ', price_list_id,
                    '; same host: best ', percent_text(best), ' (', best_offer, '), median ',
                    percent_text(middle), ', worst ', percent_text(worst), ' (', worst_offer,
                    '); bare GPU against whole host: best ', bare_best, ', median ', bare_middle,
                    ', worst ', bare_worst, '; prices from ', rival_sources
                )
    end as evidence,  -- rows that count and the documents they are from
    case
        when offer_count = 1
            then
                concat(
                    'would need more than the one offer held, which proves nothing: ',
                    'it saves ', percent_text(best), ' against ', best_offer
                )
        when computed_value is null then concat('would need ', missing_data)
        when test_kind <> 'cheaper_offers'
            then
                concat(
                    'of ', offer_count, ' offers (', size_count,
                    ' sizes; those of one family at one price are one offer) of ',
                    concat_ws(', ', large_names, small_names), ' with ', gpu_names,
                    ' the saving on the rival''s own shape is ', percent_text(best), ' at best, ',
                    percent_text(middle), ' in the median (', size_middle,
                    ' with each size counted) and ', percent_text(worst),
                    ' at worst', if(worst < 0, ' (below 0 the rival is the cheaper)', ''),
                    '; even the bare GPU against a whole host saves ', bare_best,
                    ' at most'
                )
        else
            concat(
                cheaper_large_count, ' of ', large_count, ' offers of ', large_names,
                ' are cheaper on their own shape (closest: ', large_worst_offer,
                ', against which CoreWeave saves ', percent_text(large_worst), ')',
                '; ' || cheaper_small_count || ' of ' || small_count || ' offers of '
                || small_names || ' are, but these are not large'
            )
    end as finding  -- what was found, or which data are missing
from found
