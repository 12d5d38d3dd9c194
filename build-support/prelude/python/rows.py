"""What rows and pages are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NewType, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from .adapt import adapter, adapter_of_many
from .answer import Answer
from .errors import Malformed
from .unset import UNSET
from .wire import ITEMS, NULLS_FIRST, NULLS_LAST, PAGE_INFO, PageInfo

Unchecked = NewType("Unchecked", str)
"""A path that types do not know, such as one through many relations; the server checks it."""

K = TypeVar("K", bound=str)


def nulls_first(key: K) -> K:
    """An order key with nulls first: `nulls_first("-rating")`."""
    return cast("K", f"{key}:{NULLS_FIRST}")


def nulls_last(key: K) -> K:
    """An order key with nulls last, where they are unless said."""
    return cast("K", f"{key}:{NULLS_LAST}")


class NotLoaded(AttributeError):
    """A member or relation that was not asked for."""


class Value(BaseModel):
    """An object inside a row."""

    model_config = ConfigDict(defer_build=True, populate_by_name=True, protected_namespaces=())


class Row(BaseModel):
    """A row. What was not asked for is not there: to read it raises `NotLoaded`."""

    model_config = ConfigDict(defer_build=True, populate_by_name=True, protected_namespaces=())

    _etag: str | None = PrivateAttr(default=None)

    def model_post_init(self, context: Any, /) -> None:
        there = vars(self)
        for name in type(self).model_fields.keys() - self.model_fields_set:
            del there[name]

    if not TYPE_CHECKING:
        # Type checkers would take it for a promise that there is any name.
        def __getattr__(self, name):
            if name in type(self).model_fields:
                kind = type(self).__name__
                message = f"`{name}` of this `{kind}` was not asked for: see `fields` and `include`"
                raise NotLoaded(message, name=name, obj=self)
            return super().__getattr__(name)


def member(wire: str | None = None) -> Any:
    """A member of a row; `wire` is its name there, where Python has another."""
    return Field(default=UNSET, alias=wire)


def renamed(wire: str) -> Any:
    """A member of a nested object that has another name on the wire."""
    return Field(alias=wire)


R = TypeVar("R", bound=Row)


def etag_of(row: Row) -> str | None:
    """The `ETag` of a row that was asked for by its key, or written: for `if_none_match` or
    `if_match` of a later call."""
    return row._etag  # pyright: ignore[reportPrivateUsage]


@dataclass(frozen=True)
class Page(Generic[R]):
    """A page of rows."""

    items: tuple[R, ...]
    page_info: PageInfo
    etag: str | None = None
    """For `if_none_match` of a later call."""

    def __iter__(self) -> Iterator[R]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def read_row(model: type[R], answer: Answer) -> R:
    """The row of an answer."""
    row = read_line(model, answer.body)
    row._etag = answer.headers.get("etag")  # pyright: ignore[reportPrivateUsage]
    return row


def read_line(model: type[R], line: bytes) -> R:
    """A row of JSON."""
    try:
        return adapter(model).validate_json(line)
    except ValidationError as cause:
        raise malformed(cause) from cause


def read_page(model: type[R], answer: Answer) -> Page[R]:
    """The page of an answer."""
    try:
        body = adapter(dict[str, Any]).validate_json(answer.body)
        items = adapter_of_many(model).validate_python(body.get(ITEMS))
        info = PageInfo.model_validate(body.get(PAGE_INFO))
    except ValidationError as cause:
        raise malformed(cause) from cause
    return Page(items, info, answer.headers.get("etag"))


def malformed(cause: ValidationError) -> Malformed:
    """The error of an answer that does not look as it should."""
    first = cause.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    message = f"the answer is not as expected: {first['msg']}" + (f" at `{place}`" if place else "")
    return Malformed(message, code="MALFORMED")
