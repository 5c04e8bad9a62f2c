"""What a seed file contains: a class per CSV, a field per column; what names and units mean.

Reading, checking and loading the files is the business of ``pipeline.tables.seeds``.
"""
