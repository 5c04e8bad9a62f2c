-- One row per host: its memory, and when the world could know it.
-- grain: recipe_id
select
    recipes.recipe_id,
    recipes.ram_gb,
    recipes.source_id,
    coalesce(recipes.known_date, documents.published_date) as known_date
from pricing.instance_recipes as recipes
inner join reference.sources as documents on recipes.source_id = documents.source_id
