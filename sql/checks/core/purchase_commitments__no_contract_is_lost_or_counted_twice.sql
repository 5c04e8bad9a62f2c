-- Every contract that is not contradicted counts once, and what contradicts another is itself held.
-- broken by: delete from core.purchase_commitments where commitment_id = 'meta_2025_09'
select
    stated.commitment_id,
    count(distinct counted.source_id) as counted_count,
    any_value(stated.contradicted_by_id) as contradicted_by_id
from funding.purchase_commitments as stated
left join core.purchase_commitments as counted on stated.commitment_id = counted.commitment_id
left join funding.purchase_commitments as other
    on stated.contradicted_by_id = other.commitment_id
group by stated.commitment_id
having
    (counted_count = 1) = (bool_or(stated.contradicted_by_id is not null))
    or bool_or(stated.contradicted_by_id is not null and other.commitment_id is null)
