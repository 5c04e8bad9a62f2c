-- One row, in English and in Chinese: how many rivals are cheaper on their own host.
with counted as (
    select
        count(*) as sizes,
        count(*) filter (where not is_other_size) as offers,
        count(*) filter (where not is_other_size and same_host_saving_fraction < 0) as cheaper,
        count(*) filter (
            where not is_other_size and same_host_saving_fraction < 0 and is_large_cloud
        ) as large,
        max(known_date) as last_known_date
    from audit.claimed_savings
    where claim_id = 'saving_80_percent_over_competitors'
)

select
    concat(
        'Of ',
        offers,
        ' rival offers (',
        sizes,
        ' sizes) known by ',
        last_known_date,
        ', ',
        cheaper,
        ' undercut CoreWeave on their own host, ',
        case when large = 0 then 'none' else cast(large as varchar) end,
        ' of them from a large cloud.'
    ) as en,
    concat(
        '截至 ', last_known_date, ' 已知的 ', offers, ' 项对手报价（', sizes, ' 种规格）中有 ',
        cheaper, ' 项在同样主机上比 CoreWeave 便宜，其中来自大型云厂商的有 ', large, ' 项。'
    ) as zh,
    ['exact'] as bound_types
from counted
