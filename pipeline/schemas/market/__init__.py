"""How large and how fast: markets, compute, companies, models, fleets.

What a price list states belongs to ``pricing``, money raised or promised to ``funding``.
"""
