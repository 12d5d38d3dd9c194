"""Transports that answer as a test says."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from public_client.runtime import Request, TransportError


@dataclass
class Said:
    """An answer; `fails` is a connection that breaks instead."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: object = None
    text: str | None = None
    fails: str | None = None

    @property
    def content(self) -> bytes:
        if self.text is not None:
            return self.text.encode()
        return b"" if self.body is None else json.dumps(self.body).encode()


Script: TypeAlias = Callable[[Request], Said]


@dataclass
class MockResponse:
    said: Said
    closed: bool = False

    @property
    def status(self) -> int:
        return self.said.status

    @property
    def headers(self) -> Mapping[str, str]:
        return self.said.headers

    def read(self) -> bytes:
        return self.said.content

    def chunks(self) -> Generator[bytes, None, None]:
        # Cut anywhere, inside of characters too.
        for at in range(0, len(self.said.content), 3):
            yield self.said.content[at : at + 3]

    def close(self) -> None:
        self.closed = True


@dataclass
class Mock:
    """A transport that asks a function."""

    script: Script
    sent: list[Request] = field(default_factory=list[Request])
    given: list[MockResponse] = field(default_factory=list[MockResponse])

    def send(self, request: Request) -> MockResponse:
        self.sent.append(request)
        said = self.script(request)
        if said.fails:
            raise TransportError(said.fails)
        response = MockResponse(said)
        self.given.append(response)
        return response

    def close(self) -> None:
        pass


@dataclass
class AsyncMockResponse:
    inner: MockResponse

    @property
    def status(self) -> int:
        return self.inner.status

    @property
    def headers(self) -> Mapping[str, str]:
        return self.inner.headers

    async def read(self) -> bytes:
        return self.inner.read()

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        for chunk in self.inner.chunks():
            yield chunk

    async def aclose(self) -> None:
        self.inner.close()


@dataclass
class AsyncMock:
    """The same, awaited."""

    mock: Mock

    async def send(self, request: Request) -> AsyncMockResponse:
        return AsyncMockResponse(self.mock.send(request))

    async def aclose(self) -> None:
        pass


def page(*rows: object, after: str | None = None) -> dict[str, object]:
    """The body of a page."""
    info = {"has_next_page": after is not None, "has_previous_page": False, "end_cursor": after}
    return {"items": list(rows), "page_info": info}


def problem(status: int, code: str) -> Said:
    """An answer that failed."""
    body = {"status": status, "code": code, "title": "", "detail": "no", "errors": []}
    return Said(status, {"content-type": "application/problem+json"}, body)
