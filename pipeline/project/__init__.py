"""Where the project's files lie, what they must be, how one is replaced, and what the disk refuses.

Nothing here knows what a table is: what a file means belongs to the rooms above.
"""
