"""What became of writes of many rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias

from pydantic import ValidationError

from .adapt import adapter, adapter_of_many
from .answer import Answer
from .errors import ProblemItem, items_of
from .rows import R, malformed

OnError: TypeAlias = Literal["ABORT", "SKIP_INVALID"]
"""What becomes of the other rows where one cannot be written."""


@dataclass(frozen=True)
class Written(Generic[R]):
    """What became of many rows."""

    objects: tuple[R | None, ...]
    """The rows, in the order of what was given; `None` for one that was left out. Rows that were
    there are in it only if `fields` or `include` asks for them."""
    affected: int
    """How many were written."""
    errors: tuple[ProblemItem, ...] = ()
    """Why rows were left out: `index` says which."""

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows without those that were left out."""
        return tuple(row for row in self.objects if row is not None)

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)


def read_written(model: type[R], answer: Answer) -> Written[R]:
    """What an answer says of many rows."""
    try:
        body = adapter(dict[str, Any]).validate_json(answer.body)
        objects: list[object] = body.get("objects") or []
        there = adapter_of_many(model).validate_python([row for row in objects if row is not None])
        affected = adapter(int).validate_python(body.get("affected"))
    except ValidationError as cause:
        raise malformed(cause) from cause
    rows = iter(there)
    each = tuple(None if row is None else next(rows) for row in objects)
    return Written(each, affected, items_of(body.get("errors")))
