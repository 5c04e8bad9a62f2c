-- What a test takes is a figure that is held: a slip in its name would pass for missing data.
-- Of an event of any day (/*) or a share the one asked for may be missing; its party or market is not.
-- Of what is no figure of a document its party, its two GPUs or the number that we assume must exist.
-- broken by: update reference.claim_tests set figure_id = 'event/coreweave/fuonded' where claim_id = 'founded_2017'
with

asked as (
    select
        claim_id,
        figure_id,
        test_kind,
        row_number() over (order by rowid) + 1 as line,
        split_part(figure_id, '/', 1) as kind,
        case
            when regexp_matches(figure_id, '^(event/.+/[*]$|(low|high)est share/)')
                then regexp_extract(figure_id, '^[^/]+/[^/]+/') || '*'
            else figure_id
        end as pattern,
        regexp_extract(figure_id, '^[^/]+/([^/]+)', 1) as part
    from reference.claim_tests
)

select
    asked.claim_id,
    asked.figure_id,
    'seeds/reference/claim_tests.csv:' || asked.line as place,
    concat(
        'no document states such a figure; correct figure_id, which is kind, whose, when as in'
        || ' audit.stated_figures; nearest: ',
        (
            select arg_max(near.figure_id, jaro_winkler_similarity(near.figure_id, asked.figure_id))
            from audit.stated_figures as near
        )
    ) as remedy
from asked
where
    case
        when asked.test_kind = 'named' then false
        when asked.kind = 'assumption'
            then asked.part not in (select assumptions.assumption_id from reference.assumptions)
        when asked.kind = 'speed up'
            then
                split_part(asked.figure_id, '/', -1)
                not in (select models.gpu_model_id from reference.gpu_models as models)
                or regexp_extract(asked.figure_id, '([^/]+)/[^/]+$', 1)
                not in (select models.gpu_model_id from reference.gpu_models as models)
        when
            regexp_matches(
                asked.kind,
                '^(new money|own price|own price count|own gpu count|listed gpus|saving)$'
            )
            then asked.part not in (select parties.party_id from reference.parties)
        else not exists (
            select 1 from audit.stated_figures as stated
            where stated.figure_id glob asked.pattern
        )
    end
