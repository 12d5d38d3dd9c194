"""Requests and answers, whoever sends them; and what a call may be told besides its input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from typing_extensions import TypedDict

from .unset import Unset


@dataclass(frozen=True)
class Request:
    """What a transport sends."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None
    timeout: float | None = None
    """Seconds until the try is given up."""


@dataclass(frozen=True)
class Answer:
    """An answer, whatever its status."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes = b""


@dataclass(frozen=True)
class Call:
    """One request, apart from the server's address, tokens and limits."""

    path: str
    """The path below the server's address, with its query string."""
    accept: str = "application/json"
    body: bytes | None = None
    """Sent as JSON, by `POST`; without it the method is `GET`."""
    is_read: bool = field(default=False)
    """Whether it changes nothing although it has a body, so that it may be repeated."""


class CallOptions(TypedDict, total=False):
    """Settings of one call, which go before those of the client."""

    timeout: float | None | Unset
    """Seconds until a try is given up; `None` for no limit."""
    total_timeout: float | None | Unset
    """Seconds until the call is given up, all tries and pauses together; `None` for no limit."""
    retries: int | Unset
    """How often a call that may be repeated is tried again."""
    headers: Mapping[str, str] | Unset
    """More headers."""
    if_none_match: str | None | Unset
    """The `ETag` of the caller's copy: if it is still good, `NotModified` is raised."""
