-- One row per company and group of investors: the new money they brought together.
-- grain: company_id, investor_group
-- formula: amount_fraction = amount_usd / all new money of the company
-- source: definition; investors in an amount that no source splits are one group
-- Where core.record_gaps knows new money to be missing, every amount is a floor and no share is
-- computed. Add up amount_usd of one company: each amount is in one group only.
-- known_date is the day on which the last of the group's amounts became known.
-- An amount that no source splits is not split here: NVIDIA is in two groups, alone and with two
-- co-investors, and its total is not known. Money that is not new is left out, amounts without a
-- named investor are the group that is not disclosed. source_id is one of the sources, not all.
with

groups as (
    select
        tranches.tranche_id,
        coalesce(
            string_agg(investors.investor_id, ' + ' order by investors.investor_id),
            'not disclosed'
        ) as investor_group
    from core.funding_tranches as tranches
    left join core.tranche_investors as investors on tranches.tranche_id = investors.tranche_id
    group by all
),

gaps as (
    select distinct company_id from core.record_gaps
    where instrument_type in ('equity', 'debt')
)

select
    tranches.company_id,
    groups.investor_group,  -- parties that brought the money together, or 'not disclosed'
    max(tranches.first_reported_date) as known_date,
    count(*) as tranche_count,  -- amounts added up
    cast(sum(tranches.amount_usd) as decimal(20, 2)) as amount_usd,
    case
        when not bool_or(gaps.company_id is not null)
            then
                cast(sum(tranches.amount_usd) as double)
                / cast(
                    sum(sum(tranches.amount_usd)) over (partition by tranches.company_id) as double
                )
    end as amount_fraction,  -- share in all new money of the company; null where some is missing
    case
        when bool_or(gaps.company_id is not null)
            then sum_bound(list_append(list(tranches.bound_type), 'at_least'))
        else sum_bound(list(tranches.bound_type))
    end as bound_type,
    min(tranches.source_id) as source_id
from core.funding_tranches as tranches
inner join groups on tranches.tranche_id = groups.tranche_id
left join gaps on tranches.company_id = gaps.company_id
where tranches.is_new_money
group by tranches.company_id, groups.investor_group
