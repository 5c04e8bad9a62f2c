-- One row per name by which a party, a GPU, an AI model or a price list may be asked for.
-- grain: entity_type, entity_id, entity_name
-- Names are those that sources print, our ids, and tickers and other names that people type; which one
-- a typed name stands for is said by resolved_party, resolved_gpu_model, resolved_ai_model and
-- resolved_price_list.
with

names as (
    select
        'party' as entity_type,
        party_id as entity_id,
        unnest([party_id, party_name, party_name_zh]) as entity_name
    from reference.parties
    union all by name
    select
        'party' as entity_type,
        party_id as entity_id,
        alias_name as entity_name
    from reference.party_aliases
    union all by name
    select
        'GPU' as entity_type,
        gpu_model_id as entity_id,
        unnest([gpu_model_id, gpu_model_name]) as entity_name
    from reference.gpu_models
    union all by name
    select
        'GPU' as entity_type,
        gpu_model_id as entity_id,
        alias_name as entity_name
    from reference.gpu_aliases
    union all by name
    select
        'AI model' as entity_type,
        model_id as entity_id,
        unnest([model_id, model_name]) as entity_name
    from market.ai_models
    union all by name
    select
        'price list' as entity_type,
        price_list_id as entity_id,
        price_list_id as entity_name
    from pricing.price_lists
)

select distinct
    entity_type,  -- what is named: party, GPU, AI model or price list
    entity_id,  -- id of what is named, in the tables that speak of it
    entity_name,  -- name as printed, or the id
    plain_name(entity_name) as plain_name  -- the name as it is compared: words in small letters and numbers
from names
where entity_name is not null
