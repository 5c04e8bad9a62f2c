-- A name as it is compared with others: small letters and digits, the words one space apart.
-- source: house style; people write H100_PCIe, h100-pcie and H100 PCIe for one thing
create or replace macro plain_name(typed) as (
    trim(regexp_replace(lower(typed), '[^\p{L}\p{N}]+', ' ', 'g'))
)
