"""GraphQL over HTTP: requests become questions, answers become responses.

No rule about content stands here. Begin with `app.py`; `fast.py` answers ordinary questions before Flask.
"""
