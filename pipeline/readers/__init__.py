"""What is done with the published file: asked, explained, exported, drawn, documented.

Nothing here builds or changes a table; what is made is beside the file, never in it.
"""
