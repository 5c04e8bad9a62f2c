-- Every sum of figures that no source hedges comes out.
-- broken by: update audit.reconciliations set is_reconciled = false where reconciliation_id = 'equity_and_debt/coreweave'
select
    reconciliation_id,
    expected_value,
    actual_value,
    difference_value
from audit.reconciliations
where precision_code <> 'approximate' and not is_reconciled
