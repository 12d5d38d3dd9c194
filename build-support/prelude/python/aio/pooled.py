"""The transport over `httpx2` or `httpx`, and the choice of one."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from ..answer import Request
from ..stdlib import AsyncStdlibTransport
from ..transport import AsyncTransport, TransportError, TransportTimeout
from .wait import Stream


def default_transport() -> AsyncTransport:
    """The best transport there is: `httpx2`, `httpx`, or the standard library's."""
    for name in ("httpx2", "httpx"):
        try:
            return AsyncPooledTransport(import_module(name))
        except ImportError:
            continue
    return AsyncStdlibTransport()


class AsyncPooledResponse:
    """An answer whose body is still to be read."""

    def __init__(self, library: ModuleType, response: Any, deadline: float | None) -> None:
        self.status: int = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self._library = library
        self._response = response
        self._deadline = deadline

    async def read(self) -> bytes:
        """The whole body, within the time limit of the request."""
        whole = bytearray()
        async for chunk in self.chunks():
            whole += chunk
            if self._deadline is not None and time.monotonic() > self._deadline:
                raise TransportTimeout("the answer takes too long")
        return bytes(whole)

    async def chunks(self) -> Stream[bytes]:
        """The body in pieces as they come."""
        with _told(self._library):
            async for chunk in self._response.aiter_bytes():
                yield chunk

    async def aclose(self) -> None:
        """Gives the connection up or back."""
        await self._response.aclose()


class AsyncPooledTransport:
    """Sends requests over connections that are kept open."""

    def __init__(self, library: ModuleType, client: Any = None) -> None:
        self._library = library
        self._client = client or library.AsyncClient(follow_redirects=False)

    async def send(self, request: Request) -> AsyncPooledResponse:
        """Sends a request and waits for the headers of its answer."""
        limit = request.timeout
        deadline = None if limit is None else time.monotonic() + limit
        with _told(self._library):
            built = self._client.build_request(
                request.method,
                request.url,
                headers=dict(request.headers),
                content=request.body,
                timeout=limit,
            )
            response = await self._client.send(built, stream=True)
        return AsyncPooledResponse(self._library, response, deadline)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._client.aclose()


@contextmanager
def _told(library: ModuleType) -> Generator[None, None, None]:
    """What goes wrong, as transports tell it."""
    try:
        yield
    except library.TimeoutException as cause:
        raise TransportTimeout(str(cause)) from cause
    except (library.HTTPError, library.StreamError, library.InvalidURL) as cause:
        raise TransportError(str(cause)) from cause
