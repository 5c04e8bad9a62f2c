-- One row per price on which two price lists of one provider disagree while both hold.
-- grain: provider_id, component_id, price_list_id, other_price_list_id
-- formula: overlap = from the later of the first days on which a source confirms each price to the earlier last
-- formula: price_difference_fraction = (other price - price) / price
-- source: definition; preference as in price_list_as_of: trust rank, then the list that begins later
-- Each pair stands once: price_list_id is the list that begins first, of two that begin on one day
-- the one whose id sorts first. A price holds from the first to the last day on which sources confirm
-- it: where none confirms it any more when the other begins it has changed, which is
-- cost.price_changes and no conflict. An instance stands for a
-- component under its type, region and commitment, and only the same three are compared. A vCPU or
-- GB that two lists name differently is compared as default_vcpu or default_ram_gb, the class that
-- shapes are priced with. A bare GPU and a whole instance are different goods and never compared.
-- For example, the HGX H100 is 4.78 in CoreWeave's documents and 4.76 in the note while both hold,
-- 2023-04-01 to 2023-07-24, since captures of CoreWeave's page show the note's price from that day;
-- their other GPUs and host prices agree.
select
    one.provider_id,
    case
        when one.offer_id = other.offer_id then one.offer_id
        else concat('default_', one.component_type)
    end as component_id,  -- slug of the component, unique in its list
    one.price_list_id,
    other.price_list_id
        as other_price_list_id,  -- price list that begins later, or whose id sorts later
    case
        when
            (one.trust_rank, other.effective_from_date, one.price_list_id)
            < (other.trust_rank, one.effective_from_date, other.price_list_id)
            then one.price_list_id
        else other.price_list_id
    end as preferred_price_list_id,  -- price list that as-of questions take in the overlap
    concat(
        preferred_price_list_id, ' is preferred: ',
        case
            when one.trust_rank <> other.trust_rank
                then
                    'its source has trust rank ' || least(one.trust_rank, other.trust_rank)
                    || ', that of the other list ' || greatest(one.trust_rank, other.trust_rank)
            when one.effective_from_date <> other.effective_from_date
                then
                    'both sources have trust rank ' || one.trust_rank
                    || ', and it begins later, on ' || other.effective_from_date
            else
                'trust rank ' || one.trust_rank
                || ' and first day are the same, so the id that sorts first decides'
        end, '.'
    ) as preference_reason,  -- why as-of questions take that list
    greatest(one.first_confirmed_date, other.first_confirmed_date)
        as overlap_from_date,  -- first day on which sources confirm both prices
    least(one.last_confirmed_date, other.last_confirmed_date)
        as overlap_to_date,  -- last day on which sources confirm both
    greatest(one.known_date, other.known_date) as known_date,
    one.price_usd_per_unit_hour,
    other.price_usd_per_unit_hour as other_price_usd_per_unit_hour,  -- price in the other list
    other.price_usd_per_unit_hour - one.price_usd_per_unit_hour
        as price_difference_usd_per_unit_hour,  -- other price less the first list's
    cast(other.price_usd_per_unit_hour as double) / cast(one.price_usd_per_unit_hour as double) - 1
        as price_difference_fraction,  -- difference as a share of the first list's price
    one.source_id,
    other.source_id as other_source_id  -- cited document of the other price
from core.list_prices as one
inner join core.list_prices as other
    on
        one.provider_id = other.provider_id
        and one.price_basis_code = other.price_basis_code
        and (
            one.offer_id = other.offer_id
            or one.is_default
            and other.is_default
            and one.gpu_model_id is null
            and one.component_type = other.component_type
        )
        and (one.effective_from_date, one.price_list_id)
        < (other.effective_from_date, other.price_list_id)
        and one.first_confirmed_date <= other.last_confirmed_date
        and one.last_confirmed_date >= other.first_confirmed_date
        and one.price_usd_per_unit_hour <> other.price_usd_per_unit_hour
