"""What the generated modules and their users take from the fixed part of the client."""

from .aio.auth import AsyncAuth
from .aio.collection import AsyncCollection, ExportFormat
from .aio.graphql import AsyncGraphqlCaller
from .aio.pooled import AsyncPooledTransport
from .answer import Answer, Call, CallOptions, Request
from .errors import (
    ApiError,
    Conflict,
    InvalidRequest,
    LocalCode,
    Malformed,
    NetworkError,
    NotFound,
    NotModified,
    PermissionDenied,
    PreconditionFailed,
    Problem,
    ProblemItem,
    RateLimited,
    ServerError,
    TimedOut,
    Unauthenticated,
    Unavailable,
)
from .graphql_errors import GraphqlError, GraphqlFailure
from .rows import (
    NotLoaded,
    Page,
    Row,
    Unchecked,
    Value,
    etag_of,
    member,
    nulls_first,
    nulls_last,
    renamed,
)
from .scalars import (
    BigInt,
    Bytes,
    Date,
    DateTime,
    Decimal,
    Duration,
    Ip,
    Json,
    LocalDateTime,
    Time,
    Uuid,
)
from .shape import Ask, Table, ask
from .stdlib import AsyncStdlibTransport, StdlibTransport
from .sync.auth import Auth
from .sync.collection import Collection
from .sync.graphql import GraphqlCaller
from .sync.pooled import PooledTransport
from .transport import (
    AsyncResponse,
    AsyncTransport,
    Response,
    Transport,
    TransportError,
    TransportTimeout,
)
from .unset import UNSET, Unset
from .wire import ErrorCode, PageInfo

__all__ = [
    "UNSET",
    "Answer",
    "ApiError",
    "Ask",
    "AsyncAuth",
    "AsyncCollection",
    "AsyncGraphqlCaller",
    "AsyncPooledTransport",
    "AsyncResponse",
    "AsyncStdlibTransport",
    "AsyncTransport",
    "Auth",
    "BigInt",
    "Bytes",
    "Call",
    "CallOptions",
    "Collection",
    "Conflict",
    "Date",
    "DateTime",
    "Decimal",
    "Duration",
    "ErrorCode",
    "ExportFormat",
    "GraphqlCaller",
    "GraphqlError",
    "GraphqlFailure",
    "InvalidRequest",
    "Ip",
    "Json",
    "LocalCode",
    "LocalDateTime",
    "Malformed",
    "NetworkError",
    "NotFound",
    "NotLoaded",
    "NotModified",
    "Page",
    "PageInfo",
    "PermissionDenied",
    "PooledTransport",
    "PreconditionFailed",
    "Problem",
    "ProblemItem",
    "RateLimited",
    "Request",
    "Response",
    "Row",
    "ServerError",
    "StdlibTransport",
    "Table",
    "Time",
    "TimedOut",
    "Transport",
    "TransportError",
    "TransportTimeout",
    "Unauthenticated",
    "Unavailable",
    "Unchecked",
    "Unset",
    "Uuid",
    "Value",
    "ask",
    "etag_of",
    "member",
    "nulls_first",
    "nulls_last",
    "renamed",
]
