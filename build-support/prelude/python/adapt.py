"""The readers and writers of types, each made once."""

from __future__ import annotations

from types import GenericAlias
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

_MADE: dict[object, TypeAdapter[Any]] = {}


def adapter(kind: type[T]) -> TypeAdapter[T]:
    """What reads values of a type."""
    return _made(kind)


def adapter_of_many(kind: type[T]) -> TypeAdapter[tuple[T, ...]]:
    """What reads several values of a type."""
    return _made(GenericAlias(tuple, (kind, ...)))


def _made(kind: Any) -> TypeAdapter[Any]:
    known = _MADE.get(kind)
    if known is None:
        known = _MADE[kind] = TypeAdapter(kind)
    return known
