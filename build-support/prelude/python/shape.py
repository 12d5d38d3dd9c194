"""From a class to a GraphQL document: the class says what is selected, and types the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, cast, get_args, get_origin

from pydantic import BaseModel
from typing_extensions import NotRequired, Required, get_type_hints, is_typeddict

from .encode import plain
from .rows import Row
from .unset import UNSET

Field: TypeAlias = tuple[str, Mapping[str, str]]
"""The type that a field leads to (nothing for leaves), and the types of its arguments."""

Table: TypeAlias = Mapping[str, Mapping[str, Field]]
"""The object types of a schema and their fields."""

Arguments: TypeAlias = Mapping[str, Mapping[str, object]]
"""Arguments of fields, by their paths in the answer: `{"posts.comments": {"limit": 3}}`."""


@dataclass(frozen=True)
class Ask:
    """How a member of a shape is asked for."""

    field: str | None
    arguments: Mapping[str, object]


def ask(field: str | None = None, /, **arguments: object) -> Ask:
    """Names the field behind a member, or gives arguments that never change.

    `recent: Annotated[list[PostCard], ask("posts", limit=5)]`
    """
    return Ask(field, arguments)


@dataclass
class Document:
    """A document in the making."""

    table: Table
    arguments: Arguments
    variables: dict[str, object] = field(default_factory=dict[str, object])
    declared: list[str] = field(default_factory=list[str])
    used: set[str] = field(default_factory=set[str])

    def text(self, body: str) -> str:
        """The whole document around its selection."""
        unused = self.arguments.keys() - self.used
        if unused:
            raise TypeError(f"nothing is selected at `{min(unused)}`, which has arguments")
        head = f"({','.join(self.declared)})" if self.declared else ""
        return f"query{head}{body}"

    def selection(self, kind: str, shape: object, path: str) -> str:
        """`{id title author{name}}`"""
        each = [self._member(kind, *member, path) for member in _members(shape)]
        if not each:
            raise TypeError(f"nothing is selected of `{kind}`")
        return "{" + " ".join(each) + "}"

    def field(self, kind: str, name: str, given: Mapping[str, object]) -> tuple[str, str]:
        """The type that a field leads to, and the field with its arguments."""
        known = self.table.get(kind, {}).get(name)
        if known is None:
            raise TypeError(f"`{kind}` has no field `{name}`")
        target, takes = known
        taken: list[str] = []
        for argument, value in given.items():
            if value is UNSET:
                continue
            if argument not in takes:
                raise TypeError(f"`{name}` takes no `{argument}`")
            variable = f"v{len(self.declared)}"
            self.declared.append(f"${variable}:{takes[argument]}")
            self.variables[variable] = plain(value)
            taken.append(f"{argument}:${variable}")
        return target, name + (f"({','.join(taken)})" if taken else "")

    def _member(self, kind: str, key: str, asked: Ask, inner: object, path: str) -> str:
        if not re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII):
            raise TypeError(f"`{key}` is no name")
        place = f"{path}.{key}" if path else key
        self.used.add(place)
        given = {**asked.arguments, **self.arguments.get(place, {})}
        target, text = self.field(kind, asked.field or key, given)
        alias = f"{key}:" if asked.field and asked.field != key else ""
        if bool(target) != _is_shape(inner):
            wanted = "is an object, and wants a class" if target else "has no fields of its own"
            raise TypeError(f"`{kind}.{asked.field or key}` {wanted}")
        return alias + text + (self.selection(target, inner, place) if target else "")


def _members(shape: object) -> Iterator[tuple[str, Ask, object]]:
    """The members of a class: their keys in the answer, how to ask, and what they hold."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        if issubclass(shape, Row):
            raise TypeError(f"`{shape.__name__}` is a whole row: select with a class of your own")
        shape.model_rebuild()
        for name, info in shape.model_fields.items():
            yield info.alias or name, _asked(info.metadata), _inner(info.annotation)[1]
        return
    hints: dict[str, Any] = get_type_hints(cast("Any", shape), include_extras=True)
    for name, hint in hints.items():
        metadata, inner = _inner(hint)
        yield name, _asked(metadata), inner


def _asked(metadata: list[Any]) -> Ask:
    return next((entry for entry in metadata if isinstance(entry, Ask)), Ask(None, {}))


def _inner(hint: Any) -> tuple[list[Any], object]:
    """What a type is around: without `Annotated`, `None` and lists."""
    origin: Any = get_origin(hint)
    arguments: tuple[Any, ...] = get_args(hint)
    if origin is Annotated:
        metadata, inner = _inner(arguments[0])
        return [*arguments[1:], *metadata], inner
    if origin in (NotRequired, Required):
        return _inner(arguments[0])
    if origin in (Union, UnionType):
        some = [each for each in arguments if each is not NoneType]
        return _inner(some[0]) if len(some) == 1 else ([], hint)
    if isinstance(origin, type) and issubclass(origin, list | tuple) and arguments:
        return _inner(arguments[0])
    return [], hint


def _is_shape(kind: object) -> bool:
    if not isinstance(kind, type):
        return False
    is_model = issubclass(cast("type[object]", kind), BaseModel)
    return is_model or is_typeddict(kind) or is_dataclass(kind)
