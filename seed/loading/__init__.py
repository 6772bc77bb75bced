"""What is stored, asked for and written: batches under a lease, the log of changes, the importer's files.

What a row means is decided before, in `reading/` and `plan/`, and nothing here decides it again. Begin with
`delivery.py`.
"""
