"""Requests through Flask's test client: status, headers and bodies of the answers.

No port is opened here. Begin with `test_web.py`.
"""
