"""From the one record of the database to the bytes of the answer.

Values are checked and written here; what does not fit is refused and left to graphql-core. Begin with
`decoder.py`.
"""
