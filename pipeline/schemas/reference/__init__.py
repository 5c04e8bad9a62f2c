"""Who and what the facts are about, where they come from, and what we chose ourselves.

Facts that have a day on which the world could know them belong to the other schemas.
"""
