-- No figure counts that became known after the claim, nor the list that makes the claim.
-- broken by: update audit.claim_figures set source_id = 'tf_securities_2023_06_20' where claim_id = 'gpu_price_h100_sxm'
select
    figures.claim_id,
    figures.figure_id,
    figures.known_date,
    claims.known_by_date,
    figures.source_id
from audit.claim_figures as figures
inner join audit.claims on figures.claim_id = claims.claim_id
where
    figures.known_date > claims.known_by_date
    or figures.test_kind = 'own_list' and figures.source_id = claims.source_id
