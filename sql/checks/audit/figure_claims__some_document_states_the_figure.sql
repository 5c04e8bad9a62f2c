-- What a claim is held against is a figure that some document states: a slip in its name is none.
select
    tests.claim_id,
    tests.figure_id
from reference.claim_tests as tests
inner join audit.figure_claims as tested on tests.claim_id = tested.claim_id
left join audit.stated_figures as stated on tests.figure_id = stated.figure_id
where tests.test_kind = 'stated_elsewhere' and stated.figure_id is null
