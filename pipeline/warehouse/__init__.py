"""All tables in order, built one by one in a working file; releases made, kept, compared, put back.

What a table is made from is the business of ``tables``; who starts a build, of the rooms above.
"""
