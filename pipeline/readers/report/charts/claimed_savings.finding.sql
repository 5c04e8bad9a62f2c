-- One row, in English and in Chinese: what is saved at best and in the median, of whom, of how many.
-- Sizes of one family at one price are one offer, as in audit.saving_claims.
with savings as (
    select
        claim_id,
        figure_text(round(100 * max(same_host_saving_fraction), 1)) as best,
        round(100 * median(same_host_saving_fraction) filter (where not is_other_size), 1)
            as middle,
        figure_text(abs(middle)) as middle_text,
        figure_text(round(100 * median(same_host_saving_fraction), 1)) as size_middle,
        figure_text(round(100 * max(component_only_saving_fraction), 1)) as bare,
        count(*) filter (where not is_other_size) as offers,
        count(*) as sizes,
        max(known_date) as last_known_date
    from audit.claimed_savings
    group by all
)

select
    concat(
        'Against general-purpose technology, as the note puts it, are the ', large.offers,
        ' offers (', large.sizes, ' sizes) of large clouds known by ', large.last_known_date,
        ': CoreWeave saves on the same host ', large.best, ' % at best and ',
        figure_text(large.middle), ' % in the median (', large.size_middle,
        ' % with each size counted). Over all ', rivals.offers,
        ' offers of competitors (', rivals.sizes, ' sizes) it ',
        case when rivals.middle < 0 then 'is dearer by ' else 'saves ' end, rivals.middle_text,
        ' % in the median; even the bare GPU against a whole host saves ', rivals.bare,
        ' % at most.'
    ) as en,
    concat(
        '研报所称“通用技术”对应截至 ', large.last_known_date, ' 已知的大型云厂商 ', large.offers,
        ' 项报价（', large.sizes, ' 种规格）：CoreWeave 在同样主机下最多节省 ', large.best,
        ' %，中位数 ', figure_text(large.middle), ' %（若每种规格各计一次则为 ',
        large.size_middle, ' %）；对全部竞争对手的 ', rivals.offers,
        ' 项报价（', rivals.sizes, ' 种规格），中位数为',
        case when rivals.middle < 0 then '贵 ' else '节省 ' end, rivals.middle_text,
        ' %；即便拿单独 GPU 对比整机，也至多节省 ', rivals.bare, ' %。'
    ) as zh,
    ['exact'] as bound_types
from savings as large
cross join savings as rivals
where
    large.claim_id = 'saving_80_percent'
    and rivals.claim_id = 'saving_80_percent_over_competitors'
