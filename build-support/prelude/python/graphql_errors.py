"""What GraphQL answers with, and fails with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from .answer import Answer
from .errors import ApiError
from .json import is_list, is_object, read


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
    body = read(answer.body)
    if not is_object(body):
        return None
    errors = body.get("errors")
    if is_list(errors) and errors and "code" not in body:
        raise GraphqlError(answer, tuple(_failure(e) for e in errors if is_object(e)))
    data = body.get("data")
    return json.dumps(data) if answer.status == 200 and is_object(data) else None


def _failure(entry: dict[str, Any]) -> GraphqlFailure:
    return GraphqlFailure(
        message=str(entry.get("message", "")),
        path=tuple(entry.get("path") or ()),
        extensions=entry.get("extensions") or {},
    )
