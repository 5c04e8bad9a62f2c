-- One row per pair of consecutive price lists of a provider: how its GPU prices moved as a whole.
-- grain: provider_id, from_price_list_id, to_price_list_id
-- formula: matched_change_fraction = geometric mean of (1 + like_for_like_change_fraction) - 1
-- formula: naive_average_change_fraction = average listed price in the later list / in the earlier - 1
-- source: definition of a matched-model price index (Jevons); ratios are those of cost.price_changes
-- The panel is the GPUs that both lists price and whose like-for-like change is known, so a GPU that
-- comes or goes changes nothing: where no price moved, the panel moved by exactly zero. The naive
-- average is shown to warn: it moves with what is listed, and sets bare GPUs against whole
-- instances. Only on-demand prices count, of several instances of one GPU the cheapest. Lists
-- of which one is still confirmed when the other begins make no pair, as in cost.price_changes. A GPU that skips a list is in no panel; cost.price_changes has it.
-- Nobody says how many of each GPU are rented, so no price weighs more than another. Matched change
-- is null where the lists share no GPU. For example, when CoreWeave listed the H100 in January 2023
-- the average rose by 38.8 % and no price moved; from the note to 2026-03-13 the average rose by
-- 192 %, and the two GPUs in both lists fell by 14.3 % like for like.
with

offers as (
    select
        price_list_id,
        gpu_model_id,
        min(offer_usd_per_gpu_hour) as usd_per_gpu_hour,
        max(known_date) as known_date
    from core.list_prices
    where commitment_type = 'on_demand' and offer_usd_per_gpu_hour is not null
    group by all
),

lists as (
    select
        price_lists.provider_id,
        price_lists.price_list_id,
        price_lists.price_basis_code,
        price_lists.effective_from_date,
        price_lists.first_confirmed_date,
        price_lists.last_confirmed_date,
        max(offers.known_date) as known_date,
        price_lists.source_id,
        count(offers.gpu_model_id) as listed_gpu_count,
        avg(offers.usd_per_gpu_hour) as average_usd_per_gpu_hour
    from core.price_lists
    inner join offers on price_lists.price_list_id = offers.price_list_id
    group by all
),

pairs as (
    select
        earlier.provider_id,
        earlier.price_list_id as from_price_list_id,
        later.price_list_id as to_price_list_id,
        earlier.effective_from_date as from_date,
        later.effective_from_date as to_date,
        greatest(earlier.known_date, later.known_date) as known_date,
        earlier.listed_gpu_count as listed_from_gpu_count,
        later.listed_gpu_count as listed_to_gpu_count,
        earlier.average_usd_per_gpu_hour as from_average,
        later.average_usd_per_gpu_hour as to_average,
        earlier.price_basis_code <> later.price_basis_code as is_basis_break,
        earlier.source_id as from_source_id,
        later.source_id
    from lists as earlier
    inner join lists as later
        on
            earlier.provider_id = later.provider_id
            and earlier.last_confirmed_date < later.first_confirmed_date
    qualify
        rank() over (
            partition by earlier.price_list_id
            order by later.first_confirmed_date
        ) = 1
),

panels as (
    select
        from_price_list_id,
        to_price_list_id,
        count(like_for_like_change_fraction) as matched_gpu_count,
        -- in one order, so that the last digit is always the same
        exp(avg(ln(1 + like_for_like_change_fraction) order by gpu_model_id)) - 1
            as matched_change_fraction
    from cost.price_changes
    group by all
)

select
    pairs.provider_id,
    pairs.from_price_list_id,
    pairs.to_price_list_id,
    pairs.from_date,  -- first day on which the earlier price, or its whole list, is known to hold
    pairs.to_date,  -- first day on which the later price, or its whole list, is known to hold
    pairs.known_date,
    coalesce(panels.matched_gpu_count, 0)
        as matched_gpu_count,  -- GPU models in both lists whose change like for like is known
    pairs.listed_from_gpu_count,  -- GPU models that the earlier list prices
    pairs.listed_to_gpu_count,  -- GPU models that the later list prices
    cast(pairs.from_average as decimal(18, 6))
        as from_average_usd_per_gpu_hour,  -- simple average of the earlier list, one price a GPU
    cast(pairs.to_average as decimal(18, 6))
        as to_average_usd_per_gpu_hour,  -- simple average of the later list, one price a GPU
    panels.matched_change_fraction,  -- mean change like for like of the GPUs in both lists
    pairs.to_average / pairs.from_average - 1
        as naive_average_change_fraction,  -- change of the simple averages, whatever they cover
    pairs.is_basis_break,
    pairs.from_source_id,
    pairs.source_id
from pairs
left join panels
    on
        pairs.from_price_list_id = panels.from_price_list_id
        and pairs.to_price_list_id = panels.to_price_list_id
