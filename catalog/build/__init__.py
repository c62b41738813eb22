"""Makes the bundled data from source tables: `python -m catalog.build TABLES_DIR [--out catalog/data]`.

Readers turn each table into claims, names bring the claims of one model together, merging picks what stands,
writing puts it down as text that is the same on every run.
"""
