-- One row per claim that follows from other figures, computed from these.
-- grain: claim_id
-- formula: sum = figures added up, each as often as it counts; product = multiplied, or divided by
-- formula: growth = product - 1; members of a list count as 1 each
-- formula: price of a shape at a list = GPUs * GPU price + vCPUs * vCPU price + GB * memory price
-- source: definition; the figures of each claim are rows of reference.claim_tests
-- What only sets a document or its publisher against itself, figures that are all its own, proves
-- nothing. Of several computations the one farthest from the claim counts; of a claimed range each
-- gives an end, the figure is the one nearest to the range, and the reason says which end is not held.
-- Where one of its figures is not held, the reason tells those that are. The day of the evidence is that of other
-- publishers' figures, where there are any: what the claim's own document says is the claim.
with

terms as (
    select
        *,
        test_kind in ('product', 'growth') as is_product,
        case
            when figure_count > 0 then bound_type
            when bound_type = 'at_least' then 'at_most'
            when bound_type = 'at_most' then 'at_least'
            else bound_type
        end as bound_towards,
        case when figure_count > 0 then low_value else high_value end as low_towards,
        case when figure_count > 0 then high_value else low_value end as high_towards,
        case
            when is_product and figure_count > 0 then ' x '
            when is_product then ' / '
            when test_kind = 'listed' then '; '
            when figure_count > 0 then ' + '
            else ' - '
        end as operator_text,
        concat(
            case when not is_product and abs(figure_count) <> 1 then abs(figure_count) || ' x ' end,
            label,
            case
                when figure_value is null then ' (no figure held)'
                when test_kind not in ('own_list', 'listed')
                    then concat(' ', figure_text(figure_value), ' (', source_id, ')')
                when starts_with(figure_id, 'own price/')
                    then ' ' || figure_text(figure_value)
            end
        ) as term
    from audit.claim_figures
    where test_kind in ('sum', 'product', 'growth', 'consistency', 'own_list', 'listed')
),

tested as (
    select
        claim_id,
        test_order,
        test_kind,
        max(finding_words) as finding_words,
        max(missing_data) as missing_data,
        string_agg(term, '; ' order by figure_order, source_id, label)
        filter (where figure_value is not null) as held_terms,
        bool_or(is_elsewhere) as is_elsewhere,
        bool_and(is_of_publisher) as is_of_publisher,
        list(distinct source_id) as source_ids,
        coalesce(max(known_date) filter (where is_elsewhere), max(known_date)) as known_date,
        coalesce(max(source_id) filter (where is_elsewhere), max(source_id)) as source_id,
        case
            when max(computed_bound_type) is not null then max(computed_bound_type)
            when bool_and(bound_towards = 'exact') then 'exact'
            when bool_and(bound_towards in ('exact', 'approximate')) then 'approximate'
            when bool_and(bound_towards in ('exact', 'approximate', 'at_least')) then 'at_least'
            when bool_and(bound_towards in ('exact', 'approximate', 'at_most')) then 'at_most'
        end as hedge,
        -- Nothing is computed without one of the figures, nor of hedges that pull apart.
        case
            when count(figure_value) = count(*) and hedge is not null
                then case when test_kind = 'growth' then 1 else 0 end
        end as taken_off,
        combined(is_product, figure_value, figure_count) - taken_off as result,
        combined(is_product, low_towards, figure_count) - taken_off as low,
        combined(is_product, high_towards, figure_count) - taken_off as high,
        concat(
            case when test_kind = 'own_list' then concat(max(source_id), ': ') end,
            regexp_replace(
                string_agg(concat(operator_text, term), '' order by figure_order, source_id, label),
                '^(; | . )', ''
            ),
            case
                when test_kind = 'growth' then format(' - 1 = {:.2f} %', 100 * result)
                when test_kind not in ('own_list', 'listed') then ' = ' || computed_text(result)
            end
        ) as equation
    from terms
    group by claim_id, test_order, test_kind, is_product
),

chosen as (
    select
        claims.claim_id,
        claims.claimed_value,
        any_value(claims.unit_name) as unit_name,
        max(tested.test_kind) as test_kind,
        max(tested.known_date) as known_date,
        max(tested.source_id) as source_id,
        max(tested.hedge) filter (where tested.result is not null) as bound_type,
        max(tested.finding_words) as finding_words,
        coalesce(
            max(tested.missing_data) filter (where tested.result is null), max(tested.missing_data)
        ) as missing_data,
        string_agg(tested.held_terms, '; ' order by tested.test_order) as held_terms,
        bool_or(tested.result is null) as is_partly_missing,
        bool_or(tested.is_elsewhere) as is_elsewhere,
        bool_and(tested.is_of_publisher) as is_of_publisher,
        bool_and(tested.source_ids = [claims.source_id]) as is_of_itself,
        string_agg(tested.equation, '; ' order by tested.test_order) as evidence,
        case
            when count(tested.result) = count(*) or count(claims.stated_high_value) > 0
                then coalesce(
                    case
                        when count(claims.stated_high_value) > 0
                            then arg_min(tested.result, (
                                greatest(
                                    claims.claimed_value - tested.result,
                                    tested.result - claims.stated_high_value,
                                    0
                                ),
                                tested.result
                            ))
                    end,
                    arg_max(tested.result, abs(tested.result - claims.claimed_value)),
                    any_value(tested.result)
                )
        end as figure,
        case
            when count(claims.stated_high_value) > 0 then min(tested.low)
            else arg_max(tested.low, abs(tested.result - claims.claimed_value))
        end as low,
        case
            when count(claims.stated_high_value) > 0 then max(tested.high)
            else arg_max(tested.high, abs(tested.result - claims.claimed_value))
        end as high
    from tested
    inner join audit.claims on tested.claim_id = claims.claim_id
    group by claims.claim_id, claims.claimed_value
)

select
    chosen.claim_id,
    chosen.figure as computed_value,  -- the figure as the data have it
    chosen.low as computed_low_value,  -- lowest that the data allow
    chosen.high as computed_high_value,  -- highest that the data allow
    chosen.bound_type as computed_bound_type,  -- how firmly the computed figure is known
    case
        when chosen.is_elsewhere then 'other_document'
        when chosen.is_of_itself or chosen.test_kind in ('consistency', 'listed')
            then 'same_document'
        when chosen.is_of_publisher then 'same_publisher'
        else 'arithmetic'
    end as basis_code,  -- other_document, arithmetic, sample, same_publisher or same_document
    chosen.known_date as evidence_known_date,  -- when the last row that counts became known
    chosen.evidence,  -- rows that count and the documents they are from
    case
        when chosen.figure is null
            then concat('would need ', chosen.missing_data, '; held: ' || chosen.held_terms)
        else
            concat(filled_in(
                coalesce(
                    chosen.finding_words,
                    case
                        when chosen.test_kind = 'own_list'
                            then concat(
                                '{publisher}''s own list of the day, {source}, has {computed} ',
                                chosen.unit_name, '{off}'
                            )
                        when chosen.test_kind = 'listed' and chosen.is_elsewhere
                            then '{publisher} lists {computed}'
                        when chosen.test_kind = 'listed' then 'the document itself lists {computed}'
                        else 'the figures give {hedged}'
                    end
                ),
                case
                    when chosen.test_kind = 'growth' then format('{:.2f} %', 100 * chosen.figure)
                    else computed_text(chosen.figure)
                end,
                chosen.bound_type, chosen.low, chosen.high,
                chosen.claimed_value / nullif(chosen.figure, 0),
                sources.publisher_name, chosen.source_id
            ), case
                when chosen.is_partly_missing
                    then '; its other end would need ' || chosen.missing_data
            end)
    end as finding  -- what was found, or which data are missing
from chosen
left join reference.sources on chosen.source_id = sources.source_id
