-- The words of a finding with what was computed in place of their slots.
-- source: house style
-- Slots: {computed}, {hedged} (with the word that hedges it), {low}, {high}, {publisher}, {source};
-- {times}: by what factor claim and figure differ, whichever is larger; {off}: by how many per cent
-- the figure is off the claim, if it is.
create or replace macro filled_in(
    words, computed, bound, low, high, claim_ratio, publisher, source
) as (
    replace(
        replace(replace(replace(replace(replace(replace(replace(
            words,
            '{computed}', computed
        ),
        '{hedged}', concat_ws(' ', hedge_text(bound), computed)),
        '{low}', coalesce(computed_text(low), '')),
        '{high}', coalesce(computed_text(high), '')),
        '{publisher}', publisher),
        '{source}', source),
        '{times}', coalesce(figure_text(round(greatest(claim_ratio, 1 / claim_ratio))), '')),
        '{off}',
        case
            when claim_ratio <> 1 then format(', {:+.2f} %', 100 * (1 / claim_ratio - 1))
            else ''
        end
    )
)
