"""The service over a canned store, its settings, limits, model, exports and warm-up.

What comes over HTTP is tested in `http/`. Begin with `test_service.py`.
"""
