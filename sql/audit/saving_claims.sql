-- One row per claim of lower prices than other clouds', with the savings that lists of the day give.
-- grain: claim_id
-- formula: computed_value = median same-host saving; low and high are the worst and the best offer
-- formula: computed_value of the lowest price = offers of large clouds that are cheaper, same host
-- source: definition; the offers are the rows of audit.claimed_savings
-- Offers held are a sample of the clouds of the day: they can refute such a claim, not prove it. The
-- component-only saving sets a bare GPU against a whole host; it flatters the list and decides nothing.
with

offers as (
    select
        savings.*,
        savings.same_host_saving_fraction as saving,
        savings.component_only_saving_fraction as bare_saving,
        parties.party_name as rival_name,
        models.gpu_model_name as gpu_name,
        concat(parties.party_name, ' ', savings.rival_instance_type_name) as offer_name,
        not savings.is_large_cloud as is_small_cloud
    from audit.claimed_savings as savings
    inner join reference.parties on savings.rival_provider_id = parties.party_id
    inner join reference.gpu_models as models on savings.gpu_model_id = models.gpu_model_id
    where savings.same_host_saving_fraction is not null
),

found as (
    select
        claim_id,
        count(*) as offer_count,
        count(distinct rival_provider_id) as rival_count,
        max(known_date) as known_date,
        max(price_list_id) as price_list_id,
        min(saving) as worst,
        median(saving) as middle,
        max(saving) as best,
        arg_max(offer_name, (saving, offer_name)) as best_offer,
        arg_min(offer_name, (saving, offer_name)) as worst_offer,
        percent_text(min(bare_saving)) as bare_worst,
        percent_text(median(bare_saving)) as bare_middle,
        percent_text(max(bare_saving)) as bare_best,
        count_if(is_large_cloud) as large_count,
        count_if(is_large_cloud and saving < 0) as cheaper_large_count,
        count_if(is_small_cloud) as small_count,
        count_if(is_small_cloud and saving < 0) as cheaper_small_count,
        string_agg(distinct rival_name, ', ' order by rival_name) filter (where is_large_cloud)
            as large_names,
        string_agg(distinct rival_name, ', ' order by rival_name) filter (where is_small_cloud)
            as small_names,
        min(saving) filter (where is_large_cloud) as large_worst,
        arg_min(offer_name, (saving, offer_name)) filter (where is_large_cloud)
            as large_worst_offer,
        string_agg(distinct rival_source_id, ', ' order by rival_source_id) as rival_sources,
        string_agg(distinct gpu_name, ', ' order by gpu_name) as gpu_names,
        -- Sizes of one family at one price are one offer.
        count(
            distinct row(
                rival_provider_id, gpu_model_id, rival_vcpu_count / rival_gpu_count,
                rival_ram_gb / rival_gpu_count
            )
        )
            as family_count
    from offers
    group by all
)

select
    tests.claim_id,
    case
        when tests.test_kind <> 'cheaper_offers' and found.offer_count > 1 then found.middle
        when tests.test_kind <> 'cheaper_offers' then null
        when found.large_count > 0 then found.cheaper_large_count
    end as computed_value,  -- the figure as the data have it
    case when tests.test_kind <> 'cheaper_offers' then found.worst end
        as computed_low_value,  -- lowest that the data allow
    case when tests.test_kind <> 'cheaper_offers' then found.best end
        as computed_high_value,  -- highest that the data allow
    'sample' as basis_code,  -- other_document, arithmetic, sample or same_document
    found.known_date as evidence_known_date,  -- when the last row that counts became known
    case
        when found.claim_id is not null
            then
                concat(
                    'audit.claimed_savings: ' || found.offer_count, ' on-demand offer',
                    case when found.offer_count > 1 then 's' end, ' of ', found.rival_count,
                    case when found.rival_count > 1 then ' rivals' else ' rival' end,
                    ' against ',
                    found.price_list_id,
                    '; same host: best ',
                    percent_text(found.best),
                    ' (', found.best_offer, '), median ', percent_text(found.middle), ', worst ',
                    percent_text(found.worst), ' (', found.worst_offer,
                    '); bare GPU against whole host: best ',
                    found.bare_best,
                    ', median ',
                    found.bare_middle,
                    ', worst ', found.bare_worst, '; prices from ', found.rival_sources
                )
    end as evidence,  -- rows that count and the documents they are from
    case
        when found.offer_count = 1
            then
                concat(
                    'would need more than the one offer held, which proves nothing: ',
                    found.best_offer, ' saves ', percent_text(found.best)
                )
        when computed_value is null then concat('would need ', tests.missing_data)
        when tests.test_kind <> 'cheaper_offers'
            then
                concat(
                    'of ', found.offer_count, ' offers (', found.family_count,
                    ' without other sizes of one family) of ',
                    concat_ws(', ', found.large_names, found.small_names), ' with ',
                    found.gpu_names, ' the saving on the rival''s own shape is ',
                    percent_text(found.best),
                    ' at best, ', percent_text(found.middle), ' in the median and ',
                    percent_text(found.worst), ' at worst; even the bare GPU against a whole host',
                    ' saves ', found.bare_best, ' at most'
                )
        else
            concat(
                found.cheaper_large_count, ' of ', found.large_count, ' offers of ',
                found.large_names, ' are cheaper on their own shape (closest: ',
                found.large_worst_offer, ', ', percent_text(found.large_worst), ')',
                case
                    when found.small_count > 0
                        then
                            concat(
                                '; ', found.cheaper_small_count, ' of ', found.small_count,
                                ' offers of ', found.small_names, ' are, but these are not large'
                            )
                end
            )
    end as finding  -- what was found, or which data are missing
from reference.claim_tests as tests
left join found on tests.claim_id = found.claim_id
where
    tests.test_kind in ('saving', 'large_cloud_saving', 'cheaper_offers')
    and starts_with(tests.figure_id, 'saving/')
