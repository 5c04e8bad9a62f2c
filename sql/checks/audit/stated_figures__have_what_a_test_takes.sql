-- What a test takes is a figure that is held: a slip in its name would pass for missing data.
-- Of an event of any day (/*) or a share the one asked for may be missing; its party or market is not.
select
    tests.claim_id,
    tests.figure_id
from reference.claim_tests as tests
left join audit.stated_figures as stated
    on stated.figure_id glob case
        when regexp_matches(tests.figure_id, '^(event/.+/[*]$|(low|high)est share/)')
            then regexp_extract(tests.figure_id, '^[^/]+/[^/]+/') || '*'
        else tests.figure_id
    end
where
    not regexp_matches(
        tests.figure_id,
        '^(new money|own price|own price count|own gpu count|listed gpus|saving|assumption'
        || '|speed up|benchmark results)/'
    )
    and stated.figure_id is null
    and tests.test_kind <> 'named'
