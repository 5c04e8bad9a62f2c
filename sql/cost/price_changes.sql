-- One row per GPU and pair of consecutive price lists of a provider: by how much the price moved.
-- grain: provider_id, gpu_model_id, from_price_list_id, to_price_list_id
-- formula: naive_change_fraction = price per GPU-hour in the later list / in the earlier list - 1
-- formula: like_for_like_change_fraction = later price / price of the same shape at the earlier list - 1
-- source: definition; a bare GPU component and a bundled instance are different goods
-- Lists of which one begins while the other is still confirmed are two sources in conflict, not a
-- change, whatever is known of their ends: they never make a pair.
-- The dates are those of the prices: a list that was seen before it is told whole begins with each
-- price when that was first seen. known_date is when the hosts were known too: the naive change may
-- have been known before, see cost.price_changes_known_by. Across a basis break the later instance's
-- own shape is priced from the earlier components.
-- Like for like is null where no such shape can be priced. Only on-demand prices count.
-- For example, HGX H100 from the note to the page first seen on 2025-01-01 is +29.3 % naive (4.76
-- to 6.155) and -0.7 % like for like (6.20 to 6.155).
with

instance_offers as (
    select
        price_list_id,
        gpu_model_id,
        price_usd_per_gpu_hour as usd_per_gpu_hour,
        -- a price seen without its region or host before is no new price once they are told
        min(first_confirmed_date) over (
            partition by price_list_id, gpu_model_id, price_usd_per_gpu_hour
        ) as price_from_date,
        known_date as price_known_date,
        gpu_count,
        vcpu_count,
        ram_gb
    from core.instance_prices
    where commitment_type = 'on_demand'
    qualify
        row_number() over (
            partition by price_list_id, gpu_model_id
            order by
                price_usd_per_gpu_hour, vcpu_count is null, instance_type_name, region_name
        ) = 1
),

component_offers as (
    select
        price_list_id,
        gpu_model_id,
        price_usd_per_unit_hour as usd_per_gpu_hour,
        first_confirmed_date as price_from_date,
        known_date as price_known_date
    from core.component_prices
    where component_type = 'gpu'
),

listed as (
    select * from component_offers
    union all by name
    select * from instance_offers
),

offers as (
    select
        price_lists.*,
        listed.gpu_model_id,
        listed.usd_per_gpu_hour,
        listed.price_from_date,
        greatest(price_lists.known_date, listed.price_known_date) as price_known_date,
        listed.gpu_count,
        listed.vcpu_count,
        listed.ram_gb
    from listed
    inner join core.price_lists on listed.price_list_id = price_lists.price_list_id
),

pairs as (
    select
        earlier.provider_id,
        earlier.gpu_model_id,
        earlier.price_list_id as from_price_list_id,
        later.price_list_id as to_price_list_id,
        earlier.price_from_date as from_date,
        later.price_from_date as to_date,
        earlier.price_basis_code as from_price_basis_code,
        later.price_basis_code as to_price_basis_code,
        earlier.usd_per_gpu_hour as from_usd_per_gpu_hour,
        later.usd_per_gpu_hour as to_usd_per_gpu_hour,
        later.gpu_count,
        later.vcpu_count,
        later.ram_gb,
        (
            earlier.gpu_count is not distinct from later.gpu_count
            and earlier.vcpu_count is not distinct from later.vcpu_count
            and earlier.ram_gb is not distinct from later.ram_gb
        ) as is_same_shape,
        greatest(earlier.price_known_date, later.price_known_date) as known_date,
        earlier.source_id as from_source_id,
        later.source_id
    from offers as earlier
    inner join offers as later
        on
            earlier.provider_id = later.provider_id
            and earlier.gpu_model_id = later.gpu_model_id
            and earlier.last_confirmed_date < later.first_confirmed_date
    qualify
        rank() over (
            partition by earlier.gpu_model_id, earlier.price_list_id
            order by later.first_confirmed_date
        ) = 1
),

shaped as (
    select
        pairs.*,
        pairs.from_price_basis_code <> pairs.to_price_basis_code as is_basis_break,
        cast(
            (
                pairs.gpu_count * pairs.from_usd_per_gpu_hour
                + pairs.vcpu_count * hosts.vcpu_price_usd_per_unit_hour
                + pairs.ram_gb * hosts.ram_gb_price_usd_per_unit_hour
            ) / pairs.gpu_count
            as decimal(18, 6)
        ) as same_shape_usd_per_gpu_hour
    from pairs
    left join core.host_prices as hosts on pairs.from_price_list_id = hosts.price_list_id
),

like_for_like as (
    select
        *,
        case
            when is_basis_break then same_shape_usd_per_gpu_hour
            when is_same_shape then from_usd_per_gpu_hour
        end as from_like_for_like_usd_per_gpu_hour
    from shaped
)

select
    provider_id,
    gpu_model_id,
    from_price_list_id,  -- earlier price list
    to_price_list_id,  -- later price list
    from_date,  -- first day on which the earlier price, or its whole list, is known to hold
    to_date,  -- first day on which the later price, or its whole list, is known to hold
    known_date,
    from_usd_per_gpu_hour,  -- earlier price as listed
    from_like_for_like_usd_per_gpu_hour,  -- earlier price of what the later list sells
    to_usd_per_gpu_hour,  -- later price as listed
    cast(to_usd_per_gpu_hour as double) / cast(from_usd_per_gpu_hour as double) - 1
        as naive_change_fraction,  -- change of the listed figures, whatever they cover
    cast(to_usd_per_gpu_hour as double) / cast(from_like_for_like_usd_per_gpu_hour as double) - 1
        as like_for_like_change_fraction,  -- change of the price of the same thing
    is_basis_break,  -- whether one list prices a bare GPU and the other a whole instance
    from_source_id,  -- cited document of the earlier figure
    source_id
from like_for_like
