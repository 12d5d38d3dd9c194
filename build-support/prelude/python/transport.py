"""What sends requests: a small protocol, so that any HTTP library can stand behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Protocol

from .answer import Request


class TransportError(Exception):
    """No answer came, or it broke off."""


class TransportTimeout(TransportError):
    """No answer came in time."""


class Response(Protocol):
    """An answer whose body is still to be read."""

    @property
    def status(self) -> int:
        """The status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, by their names in lower case."""
        ...

    def read(self) -> bytes:
        """The whole body."""
        ...

    def chunks(self) -> Iterator[bytes]:
        """The body in pieces as they come."""
        ...

    def close(self) -> None:
        """Gives the connection up or back."""
        ...


class Transport(Protocol):
    """Sends requests. Raises a `TransportError` if there is no answer."""

    def send(self, request: Request) -> Response:
        """Sends a request and waits for the headers of its answer."""
        ...

    def close(self) -> None:
        """Closes what is open."""
        ...


class AsyncResponse(Protocol):
    """An answer whose body is still to be read."""

    @property
    def status(self) -> int:
        """The status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, by their names in lower case."""
        ...

    async def read(self) -> bytes:
        """The whole body."""
        ...

    def chunks(self) -> AsyncIterator[bytes]:
        """The body in pieces as they come."""
        ...

    async def aclose(self) -> None:
        """Gives the connection up or back."""
        ...


class AsyncTransport(Protocol):
    """Sends requests. Raises a `TransportError` if there is no answer."""

    async def send(self, request: Request) -> AsyncResponse:
        """Sends a request and waits for the headers of its answer."""
        ...

    async def aclose(self) -> None:
        """Closes what is open."""
        ...
