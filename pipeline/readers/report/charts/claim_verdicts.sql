-- One row per claim, the contradicted first; in Chinese what was found, without the words.
select
    verdicts.statement,
    claims.statement_zh,
    verdicts.verdict_code,
    verdicts.claimed_value,
    verdicts.computed_value,
    verdicts.unit_name,
    verdicts.difference_fraction,
    verdicts.bound_type,
    verdicts.computed_bound_type,
    verdicts.reason,
    case
        when verdicts.verdict_code = 'untestable' then '尚无可据以检验的数据。'
        else
            concat(
                case verdicts.basis_code
                    when 'other_document' then '其他发布者的文件给出 '
                    when 'arithmetic' then '由算术推得 '
                    when 'sample' then '样本给出 '
                    when 'same_publisher' then '同一发布者的其他文件给出 '
                    else '该文件自身给出 '
                end,
                hedge_text_zh(verdicts.computed_bound_type),
                case
                    when starts_with(verdicts.unit_name, '1 if')
                        then if(verdicts.computed_value = 1, '“是”', '“否”')
                    when verdicts.unit_name = 'fraction' then percent_text(verdicts.computed_value)
                    else computed_text(verdicts.computed_value)
                end,
                case
                    when
                        verdicts.computed_low_value < verdicts.computed_high_value
                        and verdicts.unit_name = 'fraction'
                        then
                            concat(
                                '（', percent_text(verdicts.computed_low_value), ' 至 ',
                                percent_text(verdicts.computed_high_value), '）'
                            )
                    when verdicts.computed_low_value < verdicts.computed_high_value
                        then
                            concat(
                                '（', computed_text(verdicts.computed_low_value), ' 至 ',
                                computed_text(verdicts.computed_high_value), '）'
                            )
                end,
                case
                    when verdicts.is_hindsight
                        then concat('；本库自 ', verdicts.evidence_known_date, ' 起才有，晚于该声称')
                    when verdicts.basis_code <> 'same_document'
                        then '；自 ' || verdicts.evidence_known_date || ' 起已知'
                end,
                '。'
            )
    end as reason_zh,
    verdicts.evidence_known_date as known_date,
    verdicts.source_id
from audit.claim_verdicts as verdicts
inner join reference.claims as claims on verdicts.claim_id = claims.claim_id
order by
    list_position(
        ['contradicted', 'consistent', 'reproduced', 'untestable'], verdicts.verdict_code
    ),
    verdicts.claim_id
