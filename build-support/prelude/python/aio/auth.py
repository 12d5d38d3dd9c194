"""Tokens: one that is given, or a callback that is asked once for all calls that need a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from .wait import Later, Lock

AsyncAuth: TypeAlias = str | Callable[[], Later[str]]
"""A token, or how to get one. Sent as `Bearer` unless it names its own scheme (`Basic abc=`)."""


class AsyncTokens:
    """The present token of a client."""

    def __init__(self, auth: AsyncAuth) -> None:
        self._auth = auth
        self._lock = Lock()
        self._present: str | None = None
        self._number = 0

    @property
    def can_renew(self) -> bool:
        """Whether there may be another token when this one is refused."""
        return not isinstance(self._auth, str)

    async def get(self, stale: int = 0) -> tuple[int, str]:
        """The header of the present token and its number; a new one if `stale` is the present."""
        async with self._lock:
            if self._present is None or self._number == stale:
                # A failure is not kept: the next call asks again.
                self._present = None
                auth = self._auth
                token = auth if isinstance(auth, str) else await auth()
                self._present = token if " " in token else f"Bearer {token}"
                self._number += 1
            return self._number, self._present
