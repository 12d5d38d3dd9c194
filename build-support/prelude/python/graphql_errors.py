"""What GraphQL answers with, and fails with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, cast

from .answer import Answer
from .errors import ApiError


@dataclass(frozen=True)
class GraphqlFailure:
    """One entry of `errors`."""

    message: str
    path: tuple[str | int, ...] = ()
    extensions: dict[str, Any] = field(default_factory=dict[str, Any])


class GraphqlError(ApiError):
    """A document that failed: `errors` has every mistake."""

    errors: tuple[GraphqlFailure, ...]

    def __init__(self, answer: Answer, errors: tuple[GraphqlFailure, ...]) -> None:
        first = errors[0]
        super().__init__(first.message, code=first.extensions.get("code", "HTTP"), answer=answer)
        self.errors = errors
        self.request_id = first.extensions.get("id") or self.request_id


def read_data(answer: Answer) -> str | None:
    """The `data` of an answer as JSON; nothing if it is not GraphQL's."""
    try:
        body: Any = json.loads(answer.body)
    except ValueError:
        return None
    if not isinstance(body, dict):
        return None
    members = cast("dict[str, Any]", body)
    errors: Any = members.get("errors")
    if isinstance(errors, list) and errors and "code" not in members:
        entries = cast("list[dict[str, Any]]", errors)
        raise GraphqlError(answer, tuple(_failure(entry) for entry in entries))
    data: Any = members.get("data")
    return json.dumps(data) if answer.status == 200 and isinstance(data, dict) else None


def _failure(entry: dict[str, Any]) -> GraphqlFailure:
    return GraphqlFailure(
        message=str(entry.get("message", "")),
        path=tuple(entry.get("path") or ()),
        extensions=entry.get("extensions") or {},
    )
