-- One row, in English and in Chinese: what is saved at best, in the median, and against the bare GPU.
with savings as (
    select
        figure_text(round(100 * max(same_host_saving_fraction), 1)) as best,
        figure_text(round(100 * median(same_host_saving_fraction), 1)) as middle,
        figure_text(round(100 * max(component_only_saving_fraction), 1)) as bare,
        count(*) as offers,
        max(known_date) as last_known_date
    from audit.claimed_savings
    where claim_id = 'saving_80_percent_over_competitors'
)

select
    concat(
        'Against ', offers, ' offers of rivals known by ', last_known_date,
        ' CoreWeave saves on the same host ', best, ' % at best and ', middle, ' % in the median;',
        ' even the bare GPU against a whole host saves ', bare, ' % at most.'
    ) as en,
    concat(
        '与截至 ', last_known_date, ' 已知的 ', offers,
        ' 个对手报价相比，CoreWeave 在同样主机下最多节省 ', best, ' %，中位数 ', middle,
        ' %；即便拿单独 GPU 对比整机，也至多节省 ', bare, ' %。'
    ) as zh,
    ['exact'] as bound_types
from savings
