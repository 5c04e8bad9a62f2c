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
        parties.party_name as rival_name,
        concat(parties.party_name, ' ', savings.rival_instance_type_name) as offer_name
    from audit.claimed_savings as savings
    inner join reference.parties on savings.rival_provider_id = parties.party_id
    where savings.same_host_saving_fraction is not null
),

savings as (
    select
        claim_id,
        count(*) as offer_count,
        count(distinct rival_provider_id) as rival_count,
        max(known_date) as known_date,
        max(price_list_id) as price_list_id,
        min(same_host_saving_fraction) as worst,
        median(same_host_saving_fraction) as middle,
        max(same_host_saving_fraction) as best,
        arg_max(offer_name, (same_host_saving_fraction, offer_name)) as best_offer,
        arg_min(offer_name, (same_host_saving_fraction, offer_name)) as worst_offer,
        min(component_only_saving_fraction) as bare_worst,
        median(component_only_saving_fraction) as bare_middle,
        max(component_only_saving_fraction) as bare_best,
        count(*) filter (where is_large_cloud) as large_count,
        count(*) filter (where is_large_cloud and same_host_saving_fraction < 0)
            as cheaper_large_count,
        count(*) filter (where not is_large_cloud) as small_count,
        count(*) filter (where not is_large_cloud and same_host_saving_fraction < 0)
            as cheaper_small_count,
        string_agg(distinct rival_name, ', ' order by rival_name) filter (
            where is_large_cloud
        ) as large_names,
        string_agg(distinct rival_name, ', ' order by rival_name) filter (
            where not is_large_cloud
        ) as small_names,
        min(same_host_saving_fraction) filter (where is_large_cloud) as large_worst,
        arg_min(offer_name, (same_host_saving_fraction, offer_name)) filter (
            where is_large_cloud
        ) as large_worst_offer,
        string_agg(distinct rival_source_id, ', ' order by rival_source_id) as rival_sources
    from offers
    group by all
),

texts as (
    select
        *,
        format('{:.1f} %', 100 * best) as best_text,
        format('{:.1f} %', 100 * middle) as middle_text,
        format('{:.1f} %', 100 * worst) as worst_text,
        format('{:.1f} %', 100 * bare_best) as bare_best_text,
        format('{:.1f} %', 100 * bare_middle) as bare_middle_text,
        format('{:.1f} %', 100 * bare_worst) as bare_worst_text
    from savings
)

select
    claims.claim_id,
    case when claims.claim_id = 'lowest_on_demand_price' then cast(0 as double) end
        as claimed_value,  -- the claim as a number: its stated value, else 1 for yes
    'cheaper offers of large clouds' as unit_name,
    case
        when claims.claim_id <> 'lowest_on_demand_price' then texts.middle
        when texts.large_count > 0 then texts.cheaper_large_count
    end as computed_value,  -- the figure as the data have it; of a range, its median or lower end
    case when claims.claim_id <> 'lowest_on_demand_price' then texts.worst end
        as computed_low_value,  -- lowest that the data allow
    case when claims.claim_id <> 'lowest_on_demand_price' then texts.best end
        as computed_high_value,  -- highest that the data allow
    'sample'
        as basis_code,  -- what it rests on: other_document, arithmetic, sample or same_document
    texts.known_date
        as evidence_known_date,  -- day on which the last row that counts became known
    concat(
        'audit.claimed_savings: ', texts.offer_count, ' on-demand offers of ', texts.rival_count,
        ' rivals against ', texts.price_list_id,
        '; same host: best ', texts.best_text, ' (', texts.best_offer, '), median ',
        texts.middle_text, ', worst ', texts.worst_text, ' (', texts.worst_offer,
        '); bare GPU against whole host: best ', texts.bare_best_text, ', median ',
        texts.bare_middle_text, ', worst ', texts.bare_worst_text, '; prices from ',
        texts.rival_sources
    ) as evidence,  -- rows that count and the documents they are from
    case
        when texts.claim_id is null
            then 'would need rivals'' list prices of the day; none held was known by then'
        when claims.claim_id <> 'lowest_on_demand_price'
            then
                concat(
                    'on the rival''s own shape the saving is ', texts.best_text, ' at best, ',
                    texts.middle_text, ' in the median and ', texts.worst_text,
                    ' at worst; even the bare GPU against a whole host saves ',
                    texts.bare_best_text, ' at most'
                )
        when texts.large_count = 0
            then 'would need list prices of large clouds; none held was known by then'
        else
            concat(
                texts.cheaper_large_count, ' of ', texts.large_count, ' offers of ',
                texts.large_names, ' are cheaper on their own shape (closest: ',
                texts.large_worst_offer, ', ', format('{:.1f} %', 100 * texts.large_worst), ')',
                case
                    when texts.small_count > 0
                        then
                            concat(
                                '; ', texts.cheaper_small_count, ' of ', texts.small_count,
                                ' offers of ', texts.small_names, ' are, but these are not large'
                            )
                    else ''
                end
            )
    end as finding  -- what was found, or which data are missing
from audit.claims
left join texts on claims.claim_id = texts.claim_id
where
    claims.claim_id in (
        'saving_80_percent', 'saving_80_percent_over_competitors', 'docs_saving_80_percent',
        'lowest_on_demand_price'
    )
