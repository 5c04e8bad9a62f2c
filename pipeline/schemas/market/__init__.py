"""How large and how fast: markets, compute, companies, models, fleets."""
