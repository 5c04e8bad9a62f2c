-- What a provider asks for each of its offers on a day, or last asked, as known on another day.
-- source: contract of this warehouse; each offer is answered by one list, and says by which
-- One row per offer: a component, or an instance in a region, under one commitment. What is in force
-- when nobody looked that day: of the lists that sources confirm the offer in on the day or both before
-- and after it, the one from the most trusted source, then the most recent. If there is none, the list
-- that showed it last: the last known price, not known to hold still. So a newer list supersedes what
-- it shows and nothing else. An offer is the same in two lists if its name or its shape is, or if it is
-- the default vCPU or memory class; a whole instance supersedes the bare GPU of its model, and the other
-- way round. Each row says until when its price is confirmed and how many days before the day asked for
-- that was (days_unconfirmed, 0 if confirmed). newer_price_list_id names the list that lacks the offer
-- though it was seen later and has all that the provider sells, or all GPUs if the offer is one
-- (pricing.price_lists.coverage_code): then it was withdrawn or renamed. A list of selected offers, and
-- single prices seen again, supersede what they show and tell nothing of the rest. Filter on days_unconfirmed for what
-- is known to hold; an open end never means that. Rows come in that order: first what no newer list
-- leaves out, the latest confirmed on top. A price seen without its region stands for the list until
-- a source tells the regions.
-- Nobody knew the last day of a list before it had come. Left out, known_by is the day of the
-- question. Any name of the provider that fits one party is taken, see core.entity_names. Where no
-- list is known by then there is one row that says so in reason, and names the cloud of the company
-- (oracle_cloud of oracle) where lists of that are held.
-- CoreWeave's own 4.78 wins over the note's 4.76 while both hold; audit.price_conflicts shows
-- both. On 2025-02-01 the H100 is answered by the new page of instances, and the A100 by the note's 2.21,
-- last seen 57 days before; no whole list of that day is held, so nothing says that it was withdrawn.
create or replace macro price_list_as_of(provider, on_date, known_by := null) as table
    with

    asked (asked_provider, asked_date, asked_known_by) as (
        select
            coalesce(resolved_party(provider), error('a provider is needed, not null')),
            asked_day(on_date),
            asked_day(coalesce(cast(known_by as varchar), cast(current_date as varchar)))
    ),

    -- Before 1.4 DuckDB binds a CTE anew where it is joined, with the columns before it in reach:
    -- so what was asked always stands first.
    begun as (
        select
            asked.*,
            offers.*,
            lists.coverage_code,
            offers.component_type is null as is_instance,
            least(offers.last_confirmed_date, asked.asked_date) as confirmed_so_far_date,
            case
                when offers.component_type is null then offers.offer_name
                else offers.offer_id
            end as item_name,
            case
                when offers.gpu_model_id is null and offers.is_default
                    then concat('default ', offers.component_type)
                else item_name
            end as good_name,
            coalesce(offers.gpu_model_id, item_name) as gpu_name
        from asked
        inner join
            core.list_prices_known_by(asked.asked_known_by) as offers
            on
                asked.asked_provider = offers.provider_id
                and asked.asked_date >= offers.first_confirmed_date
        inner join pricing.price_lists as lists on offers.price_list_id = lists.price_list_id
    ),

    ranked as (
        select
            *,
            dense_rank() over (
                order by
                    confirmed_so_far_date desc,
                    trust_rank asc,
                    effective_from_date desc,
                    price_list_id asc
            ) as preference_rank,
            -- Single prices may have been seen before and after the list as a whole.
            min(confirmed_so_far_date) over (partition by price_list_id, commitment_type)
                as whole_list_date,
            coverage_code = 'all_offers' and whole_list_date >= effective_from_date as is_whole,
            coverage_code = 'gpu_offers' and whole_list_date >= effective_from_date
            or is_whole as has_all_gpus
        from begun
    ),

    placed as (
        select
            *,
            first_value(price_basis_code) over (
                partition by commitment_type, gpu_name
                order by preference_rank, price_basis_code
            ) as preferred_basis,
            min(preference_rank) over (
                partition by commitment_type, price_basis_code, good_name
            ) as rank_of_name,
            min(preference_rank) over (
                partition by
                    commitment_type,
                    price_basis_code,
                    gpu_model_id,
                    gpu_count,
                    vcpu_count,
                    ram_gb,
                    -- what has no shape is the same only under one name
                    case when vcpu_count is null or ram_gb is null then good_name end
            ) as rank_of_shape,
            count(offer_region_name) over (
                partition by price_list_id, commitment_type, item_name
            ) as told_region_count,
            arg_max(price_list_id, (whole_list_date, -preference_rank))
            filter (where is_whole) over (partition by commitment_type)
                as newest_whole_list,
            max(whole_list_date)
            filter (where is_whole) over (partition by commitment_type)
                as newest_whole_date,
            arg_max(price_list_id, (whole_list_date, -preference_rank))
            filter (where has_all_gpus) over (partition by commitment_type)
                as newest_gpu_list,
            max(whole_list_date)
            filter (where has_all_gpus) over (partition by commitment_type)
                as newest_gpu_date
        from ranked
    ),

    preferred as (
        select
            *,
            case
                when gpu_model_id is null and confirmed_so_far_date < newest_whole_date
                    then newest_whole_list
                when gpu_model_id is not null and confirmed_so_far_date < newest_gpu_date
                    then newest_gpu_list
            end as newer_price_list_id
        from placed
        where
            price_basis_code = preferred_basis
            and preference_rank = rank_of_name
            and preference_rank = rank_of_shape
            and (told_region_count = 0 or offer_region_name is not null)
    )

    select
        asked.asked_provider as provider_id,
        preferred.price_list_id,
        preferred.price_basis_code,
        preferred.item_name,
        preferred.offer_name,
        preferred.component_type,
        case when preferred.is_instance then coalesce(preferred.offer_region_name, 'not stated') end
            as region_name,
        preferred.commitment_type,
        preferred.gpu_model_id,
        case when preferred.is_instance then preferred.gpu_count end as gpu_count,
        preferred.vcpu_count,
        preferred.ram_gb,
        case when not preferred.is_instance then preferred.price_usd_per_unit_hour end
            as price_usd_per_unit_hour,
        case when preferred.is_instance then preferred.price_usd_per_unit_hour end
            as price_usd_per_hour,
        preferred.bound_type,
        preferred.effective_from_date,
        preferred.effective_to_date,
        preferred.last_confirmed_date,
        case
            when preferred.price_list_id is not null
                then greatest(0, date_diff('day', preferred.last_confirmed_date, asked.asked_date))
        end as days_unconfirmed,
        preferred.newer_price_list_id,
        preferred.known_date,
        preferred.source_id,
        case
            when preferred.price_list_id is null
                then
                    concat(
                        'no price list of ', asked.asked_provider, ' from ', asked.asked_date,
                        ' or before was known on ', asked.asked_known_by,
                        '; lists are held of ' || (
                            select
                                string_agg(
                                    distinct lists.provider_id, ', '
                                    order by lists.provider_id
                                )
                            from pricing.price_lists as lists
                            where starts_with(lists.provider_id, concat(asked.asked_provider, '_'))
                        )
                    )
        end as reason
    from asked
    left join preferred on true
    order by
        preferred.newer_price_list_id is not null,
        days_unconfirmed,
        preferred.item_name,
        preferred.commitment_type,
        preferred.offer_region_name
