"""The managed local server and the commands that need it, `make up` among them.

These tests start, stop and break servers; what is asked of a server lies in `asking/`. Begin with
`test_db.py`.
"""
