"""The service over HTTP: what a request carries in, an answer, a status and headers out.

Only here is a web framework known, and nothing here knows what is asked: GraphQL is answered by `service.py`,
who asks is said by `access/`. Begin with `app.py`.
"""
