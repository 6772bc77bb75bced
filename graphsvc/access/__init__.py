"""Who asks: from a request to a `Caller`, for HTTP and for the command line alike.

Nothing else of the service looks at headers, addresses or tokens to find out who asks, and nothing here knows
a web framework, a document or the database. Begin with `request.py`; `local.py` is the only way there is of
telling callers apart so far.
"""

from graphsvc.access.local import LocalMode
from graphsvc.access.request import COMMAND_LINE, Authenticator, Request
from graphsvc.settings import Settings

__all__ = ["COMMAND_LINE", "Authenticator", "Request", "authenticator_of"]


def authenticator_of(settings: Settings) -> Authenticator:
    """The authenticator that the settings describe; raises ConfigurationError for what cannot work."""
    return LocalMode(settings)
