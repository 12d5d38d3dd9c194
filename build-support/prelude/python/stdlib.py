"""A transport over the standard library alone: a connection for each request."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, build_opener
from urllib.request import Request as UrlRequest

from .answer import Request
from .transport import TransportError, TransportTimeout

_CHUNK = 65_536


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: it might take the token to another server."""

    def redirect_request(
        self, req: UrlRequest, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        return None


@contextmanager
def _told() -> Generator[None, None, None]:
    """What goes wrong, as transports tell it."""
    try:
        yield
    except TimeoutError as cause:
        raise TransportTimeout(str(cause)) from cause
    except URLError as cause:
        kind = TransportTimeout if isinstance(cause.reason, TimeoutError) else TransportError
        raise kind(str(cause.reason)) from cause
    except (OSError, HTTPException) as cause:
        raise TransportError(str(cause)) from cause


class StdlibResponse:
    """An answer whose body is still to be read."""

    def __init__(self, status: int, response: Any, deadline: float | None) -> None:
        self.status = status
        pairs: list[tuple[str, str]] = list(response.headers.items())
        self.headers: Mapping[str, str] = {name.lower(): value for name, value in pairs}
        self._response = response
        self._deadline = deadline

    def read(self) -> bytes:
        """The whole body, within the time limit of the request."""
        whole = bytearray()
        for chunk in self.chunks():
            whole += chunk
            if self._deadline is not None and time.monotonic() > self._deadline:
                raise TransportTimeout("the answer takes too long")
        return bytes(whole)

    def chunks(self) -> Iterator[bytes]:
        """The body in pieces as they come."""
        # Nothing if it is not known, as with pieces of HTTP's own.
        left: int | None = self._response.length
        while left is None or left > 0:
            with _told():
                chunk: bytes = self._response.read1(_CHUNK)
            if not chunk:
                break
            if left is not None:
                left -= len(chunk)
            yield chunk
        if left:
            raise TransportError("the answer broke off")

    def close(self) -> None:
        """Closes the connection."""
        self._response.close()


class StdlibTransport:
    """Sends requests with `urllib`."""

    def __init__(self) -> None:
        self._opener = build_opener(_Stay)

    def send(self, request: Request) -> StdlibResponse:
        """Sends a request and waits for the headers of its answer."""
        sent = UrlRequest(request.url, request.body, dict(request.headers), method=request.method)
        limit = request.timeout
        deadline = None if limit is None else time.monotonic() + limit
        with _told():
            try:
                response: Any = self._opener.open(sent, timeout=limit)
            except HTTPError as error:
                # The error itself: what it holds is closed when it goes.
                return StdlibResponse(error.code, error, deadline)
        return StdlibResponse(response.status, response, deadline)

    def close(self) -> None:
        """Nothing is kept open."""


class AsyncStdlibResponse:
    """An answer whose body is still to be read, on another thread."""

    def __init__(self, response: StdlibResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self._response = response

    async def read(self) -> bytes:
        """The whole body, within the time limit of the request."""
        return await asyncio.to_thread(self._response.read)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body in pieces as they come."""
        chunks = self._response.chunks()
        while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
            yield chunk

    async def aclose(self) -> None:
        """Closes the connection."""
        self._response.close()


class AsyncStdlibTransport:
    """Sends requests with `urllib`, each on a thread."""

    def __init__(self) -> None:
        self._transport = StdlibTransport()

    async def send(self, request: Request) -> AsyncStdlibResponse:
        """Sends a request and waits for the headers of its answer."""
        return AsyncStdlibResponse(await asyncio.to_thread(self._transport.send, request))

    async def aclose(self) -> None:
        """Nothing is kept open."""
