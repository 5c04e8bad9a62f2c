-- The prices in force at a provider on a day, as known on another: one row per thing on offer.
-- source: contract of this warehouse; lists are coherent sets, nothing is mixed across lists
-- A list without a known end holds until the provider's next list of the same kind begins. Of the
-- lists that hold, the one from the most trusted source is taken, then the most recent; spot and
-- reserved prices are lists of their own kind beside the on-demand one. Nobody knew the last day of
-- a list before that day had come: a list that ended after known_by was then in force without an end.
-- Left out, known_by is the day of the question: a default written as current_date would stay the
-- day of the build.
-- CoreWeave's own 4.78 wins over the note's 4.76 while both hold; audit.price_conflicts shows
-- both.
create or replace macro price_list_as_of(provider, on_date, known_by := null) as table
    with

    asked as (
        select
            cast(provider as varchar) as asked_provider,
            cast(on_date as date) as asked_date,
            coalesce(cast(known_by as date), current_date) as asked_known_by
    ),

    kinds as (
        select
            price_list_id,
            min(commitment_type) as offer_kind
        from core.instance_prices
        group by all
        union all by name
        select distinct
            price_list_id,
            'on_demand' as offer_kind
        from core.component_prices
    ),

    known as (
        select
            lists.*,
            kinds.offer_kind,
            case
                when lists.effective_to_date > asked.asked_known_by then asked.asked_date
                else coalesce(
                    lists.effective_to_date,
                    cast(lead(lists.effective_from_date) over (
                        partition by kinds.offer_kind
                        order by lists.effective_from_date, lists.price_list_id
                    ) - interval 1 day as date),
                    asked.asked_date
                )
            end as held_to_date,
            asked.asked_date,
            asked.asked_known_by
        from asked
        inner join core.price_lists as lists
            on
                asked.asked_provider = lists.provider_id
                and asked.asked_known_by >= lists.known_date
        inner join kinds on lists.price_list_id = kinds.price_list_id
    ),

    preferred as (
        select * from known
        where asked_date between effective_from_date and held_to_date
        qualify
            row_number() over (
                partition by offer_kind
                order by trust_rank asc, effective_from_date desc, price_list_id asc
            ) = 1
    ),

    offers as (
        select
            price_list_id,
            component_id as offer_name,
            component_type,
            cast(null as varchar) as region_name,
            'on_demand' as commitment_type,
            gpu_model_id,
            cast(null as bigint) as gpu_count,
            cast(null as bigint) as vcpu_count,
            cast(null as decimal(12, 2)) as ram_gb,
            price_usd_per_unit_hour,
            cast(null as decimal(12, 6)) as price_usd_per_hour,
            bound_type,
            known_date,
            source_id
        from core.component_prices
        union all by name
        select
            price_list_id,
            instance_type_name as offer_name,
            region_name,
            commitment_type,
            gpu_model_id,
            gpu_count,
            vcpu_count,
            ram_gb,
            price_usd_per_hour,
            bound_type,
            known_date,
            source_id
        from core.instance_prices
    )

    select
        preferred.provider_id,
        offers.price_list_id,
        preferred.price_basis_code,
        offers.offer_name,
        offers.component_type,
        offers.region_name,
        offers.commitment_type,
        offers.gpu_model_id,
        offers.gpu_count,
        offers.vcpu_count,
        offers.ram_gb,
        offers.price_usd_per_unit_hour,
        offers.price_usd_per_hour,
        offers.bound_type,
        preferred.effective_from_date,
        case
            when preferred.effective_to_date <= preferred.asked_known_by
                then preferred.effective_to_date
        end as effective_to_date,
        offers.known_date,
        offers.source_id
    from preferred
    inner join offers on preferred.price_list_id = offers.price_list_id
    where offers.known_date <= preferred.asked_known_by
