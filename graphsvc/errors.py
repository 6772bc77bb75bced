"""Every error this project raises on purpose, and the code a client sees for it.

GraphsvcError
├── CatalogueError            a `.cypher` file breaks a rule of its header           (stops the start)
├── ConfigurationError        a setting has a value that cannot work                 (stops the start)
├── LocalServerError          the managed local Neo4j cannot do what was asked       (stops the command)
├── SeedError                 an office file or a load is not acceptable             (stops the load)
└── RequestError              something a client is told about, with a code
    ├── BadRequest            the HTTP body is not a GraphQL request
    ├── ParseFailed           the document is not GraphQL
    ├── ValidationFailed      the document does not fit the schema
    ├── BadUserInput          an argument breaks a rule of the field
    ├── NotFound              a code that exists, but not on the day asked for
    ├── TooDeep               more hops below one another than allowed
    ├── TooCostly             more tokens, aliases, directives or hops than allowed
    ├── Forbidden             the caller may not ask this
    ├── DatabaseTimeout       the statement ran longer than allowed
    ├── DatabaseUnavailable   no database answers
    └── InternalError         anything else; the client learns the request id and nothing more
"""


class GraphsvcError(Exception):
    """Root of everything raised on purpose; its text names the place, the rule and the remedy."""


class CatalogueError(GraphsvcError):
    """A `.cypher` file breaks a rule of its header: `path:line: what, and what to do`."""


class ConfigurationError(GraphsvcError):
    """A setting has a value that cannot work."""


class LocalServerError(GraphsvcError):
    """The managed local Neo4j cannot do what was asked."""


class SeedError(GraphsvcError):
    """An office file, or a load of one, is not acceptable."""


class RequestError(GraphsvcError):
    """Something a client is told about; `code` goes into `extensions.code`, `status` onto the response."""

    code = "INTERNAL_SERVER_ERROR"
    status = 500


class BadRequest(RequestError):
    """The HTTP body is not a GraphQL request."""

    code = "BAD_REQUEST"
    status = 400


class ParseFailed(RequestError):
    """The document is not GraphQL."""

    code = "GRAPHQL_PARSE_FAILED"
    status = 400


class ValidationFailed(RequestError):
    """The document does not fit the schema."""

    code = "GRAPHQL_VALIDATION_FAILED"
    status = 400


class BadUserInput(RequestError):
    """An argument breaks a rule of the field."""

    code = "BAD_USER_INPUT"
    status = 400


class NotFound(RequestError):
    """A code that exists, but not on the day asked for."""

    code = "NOT_FOUND"
    status = 200


class TooDeep(RequestError):
    """More hops below one another than allowed."""

    code = "QUERY_TOO_DEEP"
    status = 400


class TooCostly(RequestError):
    """More tokens, aliases, directives or hops than allowed."""

    code = "QUERY_TOO_COSTLY"
    status = 400


class Forbidden(RequestError):
    """The caller may not ask this."""

    code = "FORBIDDEN"
    status = 403


class DatabaseTimeout(RequestError):
    """The statement ran longer than allowed."""

    code = "DB_TIMEOUT"
    status = 504


class DatabaseUnavailable(RequestError):
    """No database answers."""

    code = "DB_UNAVAILABLE"
    status = 503


class UnfinishedImport(DatabaseUnavailable):
    """The database holds nodes and no data version: an import into it has not finished."""


class InternalError(RequestError):
    """Anything else; the client learns the request id and nothing more."""
