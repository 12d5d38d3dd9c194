"""Waiting, which is where the two clients differ."""

from __future__ import annotations

import asyncio
from asyncio import Lock, sleep
from collections.abc import AsyncGenerator, Awaitable
from typing import TypeAlias, TypeVar

from ..transport import TransportTimeout

__all__ = ["Later", "Lock", "Stream", "sleep", "within"]

T = TypeVar("T")

Later: TypeAlias = Awaitable[T]
"""What is there once it is waited for."""

Stream: TypeAlias = AsyncGenerator[T, None]
"""What comes piece by piece: `async for`."""


async def within(work: Awaitable[T], limit: float | None) -> T:
    """What the work gives, if it is done in so many seconds."""
    try:
        return await asyncio.wait_for(work, limit)
    except asyncio.TimeoutError as cause:
        raise TransportTimeout("no answer in time") from cause
