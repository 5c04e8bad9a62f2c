-- The id of the company, fund or person that a typed name stands for, or a stop that names the nearest.
-- source: resolved_name, with its rule of what fits
-- 'aws' gives amazon_web_services.
create or replace macro resolved_party(typed) as (resolved_name('party', typed))
