-- Every sum of figures that no source hedges comes out.
select
    reconciliation_id,
    expected_value,
    actual_value,
    difference_value
from audit.reconciliations
where precision_code <> 'approximate' and not is_reconciled
