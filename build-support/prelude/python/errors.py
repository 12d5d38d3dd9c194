"""What calls fail with: a class for each status, all of them an `ApiError`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from .answer import Answer
from .json import is_list, is_object, read
from .wire import REQUEST_ID, ErrorCode

LocalCode: TypeAlias = Literal["NETWORK", "TIMEOUT", "MALFORMED", "NOT_MODIFIED", "HTTP"]
"""Codes of failures that the server did not name itself; `HTTP` is an error of a proxy, say."""


@dataclass(frozen=True)
class ProblemItem:
    """One mistake of several."""

    code: ErrorCode | str
    message: str
    field: str | None = None
    """The field it is about, if it is about one."""
    path: tuple[str, ...] = ()
    """Where in the request, from the outside in."""
    index: int | None = None
    """Which of the rows it is about, counted from 0."""


@dataclass(frozen=True)
class Problem:
    """Why a request failed (RFC 9457)."""

    code: ErrorCode | str
    title: str
    status: int
    detail: str
    instance: str | None = None
    request_id: str | None = None
    errors: tuple[ProblemItem, ...] = field(default=())
    """Every mistake that was found."""


class ApiError(Exception):
    """A call that failed."""

    status: int
    """The status of the answer; 0 if there was none."""
    code: ErrorCode | LocalCode | str
    """The server's code, or one of the client's own."""
    problem: Problem | None
    """The problem document, if the server sent one: `problem.errors` has every mistake."""
    request_id: str | None
    """What the server's log has the rest under, if there is more to know."""

    def __init__(
        self,
        message: str,
        *,
        code: ErrorCode | LocalCode | str = "HTTP",
        answer: Answer | None = None,
        problem: Problem | None = None,
    ) -> None:
        super().__init__(message)
        self.status = answer.status if answer else 0
        self.code = code
        self.problem = problem
        header = answer.headers.get("x-request-id") if answer else None
        self.request_id = (problem.request_id if problem else None) or header


class NetworkError(ApiError):
    """No answer came, or it broke off."""


class TimedOut(ApiError):
    """No answer came in time."""


class Malformed(ApiError):
    """The answer is not what was asked for."""


class NotModified(ApiError):
    """The caller's copy, named by `if_none_match`, is still good (304)."""


class InvalidRequest(ApiError):
    """The request cannot be understood, or its input is refused (400, 406, 413, 415, 422)."""


class Unauthenticated(ApiError):
    """The server does not know who asks (401)."""


class PermissionDenied(ApiError):
    """Who asks may not do this (403)."""


class NotFound(ApiError):
    """There is no such row, or who asks may not see it (404)."""


class Conflict(ApiError):
    """Something else stands against it (409)."""


class PreconditionFailed(ApiError):
    """The row is not the one that was expected (412, 428)."""


class RateLimited(ApiError):
    """Too many requests (429)."""


class ServerError(ApiError):
    """The server failed (5xx)."""


class Unavailable(ServerError):
    """The server cannot answer now (502, 503, 504)."""


_CLASSES: dict[int, type[ApiError]] = {
    304: NotModified,
    400: InvalidRequest,
    401: Unauthenticated,
    403: PermissionDenied,
    404: NotFound,
    406: InvalidRequest,
    409: Conflict,
    412: PreconditionFailed,
    413: InvalidRequest,
    415: InvalidRequest,
    422: InvalidRequest,
    428: PreconditionFailed,
    429: RateLimited,
    502: Unavailable,
    503: Unavailable,
    504: Unavailable,
}


def failed(answer: Answer) -> ApiError:
    """The error of an answer that is no success."""
    status = answer.status
    kind = _CLASSES.get(status, ServerError if status >= 500 else ApiError)
    problem = _problem(answer)
    if problem is None:
        code = "NOT_MODIFIED" if status == 304 else "HTTP"
        return kind(f"status {status}", code=code, answer=answer)
    return kind(problem.detail, code=problem.code, answer=answer, problem=problem)


def _problem(answer: Answer) -> Problem | None:
    # An error page of a proxy says enough by its status.
    body = read(answer.body)
    if not is_object(body) or "code" not in body:
        return None
    return Problem(
        code=str(body["code"]),
        title=str(body.get("title", "")),
        status=answer.status,
        detail=str(body.get("detail", "")),
        instance=body.get("instance"),
        request_id=body.get(REQUEST_ID),
        errors=items_of(body.get("errors")),
    )


def items_of(found: object) -> tuple[ProblemItem, ...]:
    """The mistakes that an answer lists."""
    return tuple(_item(e) for e in found if is_object(e)) if is_list(found) else ()


def _item(members: dict[str, Any]) -> ProblemItem:
    path = members.get("path")
    return ProblemItem(
        code=str(members.get("code", "")),
        message=str(members.get("message", "")),
        field=members.get("field"),
        path=tuple(str(step) for step in path) if is_list(path) else (),
        index=members.get("index"),
    )
