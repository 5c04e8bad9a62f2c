-- One row, in English and in Chinese: how many rivals are cheaper on their own host.
with counted as (
    select
        count(*) as offers,
        count(*) filter (where same_host_saving_fraction < 0) as cheaper,
        count(*) filter (where same_host_saving_fraction < 0 and is_large_cloud) as large,
        max(known_date) as last_known_date
    from audit.claimed_savings
    where claim_id = 'saving_80_percent_over_competitors'
)

select
    concat(
        'Of ',
        offers,
        ' rival offers known by ',
        last_known_date,
        ', ',
        cheaper,
        ' undercut CoreWeave on their own host, ',
        case when large = 0 then 'none' else cast(large as varchar) end,
        ' of them from a large cloud.'
    ) as en,
    concat(
        '截至 ', last_known_date, ' 已知的 ', offers, ' 个对手报价中有 ', cheaper,
        ' 个在同样主机上比 CoreWeave 便宜，其中来自大型云厂商的有 ', large, ' 个。'
    ) as zh,
    ['exact'] as bound_types
from counted
