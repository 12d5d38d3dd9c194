"""Waiting, which is where the two clients differ."""

from __future__ import annotations

from collections.abc import Generator
from threading import Lock
from time import sleep
from typing import Annotated, TypeAlias, TypeVar

__all__ = ["Later", "Lock", "Stream", "sleep", "within"]

T = TypeVar("T")

Later: TypeAlias = Annotated[T, "here, it is there at once"]
"""What is there once it is waited for."""

Stream: TypeAlias = Generator[T, None, None]
"""What comes piece by piece: `for`."""


def within(done: T, limit: float | None) -> T:
    """What was done already: here, it is the transport that watches the time."""
    del limit
    return done
