"""Requests and answers, whoever sends them; and what a call may be told besides its input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

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
    """Sent as JSON."""
    is_read: bool = field(default=False)
    """Whether it changes nothing although it has a body, so that it may be repeated."""
    method: str | None = None
    """`POST` of what has a body unless said, and `GET` of what has none."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """More headers, in lower case."""


class Settings(TypedDict, total=False):
    """Settings of any call, which go before those of the client."""

    timeout: float | None | Unset
    """Seconds until a try is given up; `None` for no limit."""
    total_timeout: float | None | Unset
    """Seconds until the call is given up, all tries and pauses together; `None` for no limit."""
    retries: int | Unset
    """How often a call that may be repeated is tried again."""
    headers: Mapping[str, str] | Unset
    """More headers."""


class CallOptions(Settings, total=False):
    """Settings of a call that reads."""

    if_none_match: str | None | Unset
    """The `ETag` of the caller's copy: if it is still good, `NotModified` is raised."""


class WriteOptions(Settings, total=False):
    """Settings of a call that writes."""

    idempotency_key: str | None | Unset
    """What tells this call from every other: sent again under the same key, it is answered as it
    was, and not done again. New rows get one unless given."""


class MatchOptions(WriteOptions, total=False):
    """Settings of a call that writes the row of a key."""

    if_match: str | None | Unset
    """The `ETag` that the row must have, as a call with the same `fields` and `include` gave it:
    with any other nothing is written, and `PreconditionFailed` is raised."""


class UpsertOptions(WriteOptions, total=False):
    """Settings of a call that may make its row."""

    if_none_match: Literal["*"] | None | Unset
    """`*`: the row is made; for one that is there, `PreconditionFailed` is raised."""
