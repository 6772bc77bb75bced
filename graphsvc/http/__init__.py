"""The service over HTTP: a request in, an answer with status and headers out.

This is the only room that knows a web framework. Nothing here decides what is answered or who asks: that is
done by `service.py` and `access/`. Begin with `app.py`.
"""
