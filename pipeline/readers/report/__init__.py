"""The report: one HTML page, made from the published file, that needs nothing else."""
