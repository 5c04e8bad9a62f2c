-- One row per claim that can be counted or looked up in lists of documents known by its day.
-- grain: claim_id
-- formula: computed_value = rows of the list that the claim counts
-- source: definition
-- A document's own list shows that it agrees with itself, no more. A name is held against the
-- first other document to print the person in the same role, by then or afterwards.
with

listed as (
    select
        'products_7' as claim_id,
        concat('product ', product_order, ', ', product_name) as item,
        source_id,
        known_date
    from market.products
    where provider_id = 'coreweave'
    union all by name
    select
        case profile_type when 'core_advantage' then 'advantages_3' else 'patent_areas_3' end
            as claim_id,
        concat(profile_type, ' ', profile_order, ', ', description) as item,
        source_id,
        known_date
    from market.company_profiles
    where company_id = 'coreweave' and profile_type in ('core_advantage', 'patent_area')
),

counted as (
    select
        claims.claim_id,
        count(*) as item_count,
        'same_document' as basis_code,
        max(coalesce(listed.known_date, claims.known_by_date)) as known_date,
        string_agg(listed.item, '; ' order by listed.item) as items,
        concat('the document itself lists ', item_count) as finding
    from listed
    inner join audit.claims
        on
            listed.claim_id = claims.claim_id
            and listed.source_id = claims.source_id
            and coalesce(listed.known_date, claims.known_by_date) <= claims.known_by_date
    group by all
    union all by name
    select
        claims.claim_id,
        count(distinct own.gpu_model_id) as item_count,
        'other_document' as basis_code,
        max(own.known_date) as known_date,
        concat(
            max(own.price_list_id), ': ', string_agg(own.sku_name, ', ' order by own.sku_name)
        ) as items,
        concat(
            'CoreWeave''s own list of the day, ', max(own.price_list_id), ', has ', item_count,
            ' GPUs of NVIDIA'
        ) as finding
    from audit.claims
    inner join audit.own_prices as own
        on claims.known_by_date = own.known_by_date and claims.source_id <> own.source_id
    inner join reference.gpu_models as models
        on own.gpu_model_id = models.gpu_model_id and models.vendor_id = 'nvidia'
    where claims.claim_id = 'nvidia_gpu_offerings_over_10' and own.provider_id = 'coreweave'
    group by claims.claim_id
),

-- How many NVIDIA GPUs each provider's lists of the day hold, for the claim that none has more.
listings as (
    select
        provider_id,
        gpu_model_id,
        effective_from_date,
        effective_to_date,
        known_date
    from core.instance_prices
    union all by name
    select
        provider_id,
        gpu_model_id,
        effective_from_date,
        effective_to_date,
        known_date
    from core.component_prices
),

ranges as (
    select
        claims.claim_id,
        listings.provider_id,
        count(distinct listings.gpu_model_id) as model_count
    from audit.claims
    inner join listings
        on
            claims.known_by_date >= listings.effective_from_date
            and claims.known_by_date <= coalesce(listings.effective_to_date, claims.known_by_date)
            and claims.known_by_date >= listings.known_date
    where claims.claim_id = 'widest_nvidia_gpu_range'
    group by all
),

-- The person's name as the claim's document and as the first other document print it.
names as (
    select
        claims.claim_id,
        cast(people.person_name_as_printed = others.person_name_as_printed as double)
            as is_same_name,
        coalesce(others.known_date, sources.published_date) as known_date,
        others.person_name_as_printed as other_name,
        others.source_id,
        others.source_locator,
        sources.publisher_name
    from audit.claims
    inner join market.company_people as people
        on
            claims.source_id = people.source_id
            and people.company_id = 'coreweave'
            and people.role_name = 'founder'
            and contains(claims.statement, people.person_name_as_printed)
    inner join market.company_people as others
        on
            people.company_id = others.company_id
            and people.person_id = others.person_id
            and people.role_name = others.role_name
            and people.source_id <> others.source_id
    inner join reference.sources on others.source_id = sources.source_id
    where claims.claim_id = 'founder_brian_ventura'
    qualify
        row_number() over (
            partition by claims.claim_id
            order by
                coalesce(others.known_date, sources.published_date) asc,
                sources.trust_rank asc,
                others.source_id asc
        ) = 1
)

select
    claims.claim_id,
    case when claims.claim_id = 'founder_brian_ventura' then cast(1 as double) end
        as claimed_value,  -- the claim as a number: its stated value, else 1 for yes
    '1 if so, 0 if not' as unit_name,
    cast(coalesce(counted.item_count, names.is_same_name) as double)
        as computed_value,  -- the figure as the data have it; of a range, its median or lower end
    coalesce(counted.basis_code, 'other_document')
        as basis_code,  -- what it rests on: other_document, arithmetic, sample or same_document
    coalesce(counted.known_date, names.known_date)
        as evidence_known_date,  -- day on which the last row that counts became known
    coalesce(
        counted.items,
        names.source_id || ', ' || names.source_locator || ': ' || names.other_name,
        (
            select
                string_agg(
                    concat(ranges.provider_id, ' ', ranges.model_count),
                    ', ' order by ranges.model_count desc, ranges.provider_id asc
                )
            from ranges
            where ranges.claim_id = claims.claim_id
        )
    ) as evidence,  -- rows that count and the documents they are from
    case
        when counted.claim_id is not null then counted.finding
        when names.claim_id is not null
            then concat(names.publisher_name, ' calls the founder ', names.other_name)
        when claims.claim_id = 'widest_nvidia_gpu_range'
            then
                'would need every rival''s whole range; lists held are cut to the GPUs of Table 1'
        else 'would need another document that lists them'
    end as finding  -- what was found, or which data are missing
from audit.claims
left join counted on claims.claim_id = counted.claim_id
left join names on claims.claim_id = names.claim_id
where
    claims.claim_id in (
        'products_7', 'advantages_3', 'patent_areas_3', 'nvidia_gpu_offerings_over_10',
        'widest_nvidia_gpu_range', 'founder_brian_ventura'
    )
