-- One row per claim, test and figure that it is computed from, as known by the claim's day.
-- grain: claim_id, test_order, figure_order, figure_id
-- source: contract of this warehouse: the claim's own document, then trust rank, then the latest known
-- Besides the figures that documents state there are the numbers that we assume, which have no day;
-- new money, each amount once; the GPUs that a provider's lists of the day hold; and what the
-- provider's own list of the day holds, which never counts if it is the document that claims. What
-- nothing fits is not held, and has no value.
with

asked as (
    select
        tests.claim_id,
        tests.test_order,
        tests.figure_order,
        tests.test_kind,
        tests.figure_id as asked_figure_id,
        tests.excluded_figure_id,
        coalesce(tests.figure_count, 1) as figure_count,
        tests.computed_bound_type,
        tests.finding_words,
        tests.missing_data,
        claims.known_by_date as asked_date,
        claims.source_id as claim_source_id,
        claims.publisher_name as claim_publisher_name
    from reference.claim_tests as tests
    inner join audit.claims on tests.claim_id = claims.claim_id
),

days as (
    select distinct asked_date as known_by_date
    from asked
),

held as (
    select
        days.known_by_date,
        figures.*,
        coalesce(figures.figure_name, substr(figures.figure_id, strpos(figures.figure_id, '/') + 1))
            as label,
        figures.source_id as document_id
    from days
    inner join audit.stated_figures as figures on days.known_by_date >= figures.known_date
    union all by name
    select
        days.known_by_date,
        concat('assumption/', assumed.assumption_id) as figure_id,
        max(assumed.value) filter (where assumed.scenario_code = 'base') as figure_value,
        min(assumed.value) as low_value,
        max(assumed.value) as high_value,
        assumed.assumption_id as label,
        max(assumed.source_id) as source_id
    from days
    cross join reference.assumptions as assumed
    group by all
    union all by name
    select
        days.known_by_date,
        concat_ws(
            '/', 'new money', tranches.company_id, tranches.instrument_type, tranches.round_id,
            tranches.tranche_id
        ) as figure_id,
        tranches.amount_usd as figure_value,
        tranches.tranche_id as label,
        tranches.bound_type,
        tranches.known_date,
        tranches.source_id
    from days
    cross join core.funding_tranches_known_by(days.known_by_date) as tranches
    where tranches.is_new_money
    union all by name
    select
        days.known_by_date,
        concat('listed gpus/', prices.provider_id) as figure_id,
        count(distinct prices.gpu_model_id) as figure_value,
        prices.provider_id as label,
        max(prices.known_date) as known_date,
        max(prices.source_id) as source_id
    from days
    cross join core.list_prices_known_by(days.known_by_date) as prices
    where is_in_force(days.known_by_date, prices.effective_from_date, prices.effective_to_date)
    group by all
    union all by name
    select
        known_by_date,
        unnest([
            concat_ws('/', 'own price', provider_id, component_id),
            'own price/' || provider_id || '/default_'
            || case when is_default then component_type end
        ]) as figure_id,
        price_usd_per_unit_hour as figure_value,
        sku_name as label,
        bound_type,
        known_date,
        source_id
    from audit.own_prices
    union all by name
    select
        known_by_date,
        concat_ws('/', 'own price count', provider_id, component_type) as figure_id,
        count(distinct price_usd_per_unit_hour) as figure_value,
        string_agg(
            concat(sku_name, ' ', figure_text(price_usd_per_unit_hour)), ', ' order by sku_name
        ) as label,
        max(known_date) as known_date,
        max(source_id) as source_id
    from audit.own_prices
    group by all
    union all by name
    select
        own.known_by_date,
        concat_ws('/', 'own gpu count', own.provider_id, models.vendor_id) as figure_id,
        count(distinct own.gpu_model_id) as figure_value,
        string_agg(own.sku_name, ', ' order by own.sku_name) as label,
        max(own.known_date) as known_date,
        max(own.source_id) as source_id
    from audit.own_prices as own
    inner join reference.gpu_models as models on own.gpu_model_id = models.gpu_model_id
    group by all
),

fitting as (
    select
        asked.*,
        held.*,
        coalesce(held.document_id = asked.claim_source_id, false) as is_own,
        original_publisher(documents.publisher_name)
        = asked.claim_publisher_name as is_of_publisher,
        max(held.known_date) over (
            partition by asked.claim_id, asked.test_order, asked.figure_order, held.document_id
        ) as document_known_date
    from asked
    left join held
        on
            asked.asked_date = held.known_by_date
            and held.figure_id glob asked.asked_figure_id
            and not held.figure_id glob coalesce(asked.excluded_figure_id, '')
            and (asked.test_kind <> 'own_list' or asked.claim_source_id <> held.source_id)
    left join reference.sources as documents on held.source_id = documents.source_id
)

select
    claim_id,
    test_order,
    figure_order,
    coalesce(figure_id, 'not held') as figure_id,  -- what the figure is of: kind, whose, when
    test_kind,
    figure_count,
    coalesce(label, asked_figure_id) as label,  -- how evidence names it
    cast(figure_value as double) as figure_value,  -- the figure, in the unit of its kind
    cast(coalesce(low_value, figure_value) as double) as low_value,  -- lowest that the data allow
    cast(coalesce(high_value, figure_value) as double)
        as high_value,  -- highest that the data allow
    coalesce(bound_type, 'exact') as bound_type,
    known_date,
    source_id,
    is_of_publisher,  -- whether the claim's own publisher states it
    not is_of_publisher and not starts_with(figure_id, 'assumption/')
        as is_elsewhere,  -- whether another publisher than the claim's states it
    computed_bound_type,  -- how firmly the computed figure is known
    finding_words,
    missing_data
from fitting
qualify
    dense_rank() over (
        partition by claim_id, test_order, figure_order
        order by is_own desc, trust_rank asc, document_known_date desc, document_id asc
    ) = 1
