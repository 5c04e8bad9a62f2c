-- A change is flagged as a break exactly where one list prices components and the other instances.
-- broken by: update cost.price_changes set is_basis_break = not is_basis_break
select
    price_changes.gpu_model_id,
    price_changes.from_price_list_id,
    price_changes.to_price_list_id,
    earlier.price_basis_code as from_price_basis_code,
    later.price_basis_code as to_price_basis_code,
    price_changes.is_basis_break
from cost.price_changes
inner join core.price_lists as earlier on price_changes.from_price_list_id = earlier.price_list_id
inner join core.price_lists as later on price_changes.to_price_list_id = later.price_list_id
where
    price_changes.is_basis_break
    is distinct from (earlier.price_basis_code <> later.price_basis_code)
