"""The stores: Bolt over a driver that fails as told, and the canned one.

A real server is asked in `live/server/test_store.py`. Begin with `test_bolt.py`.
"""
