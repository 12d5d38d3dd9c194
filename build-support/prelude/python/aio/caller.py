"""Sending requests: addresses, tokens, timeouts, retries. What they mean is not known here."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType
from typing import TypeVar

from typing_extensions import Self

from ..answer import Answer, Call, CallOptions, Request
from ..cache import Cache
from ..errors import ApiError, NetworkError, TimedOut
from ..retry import is_transient, pause
from ..transport import AsyncResponse, AsyncTransport, TransportError, TransportTimeout
from ..unset import UNSET, Unset
from .auth import AsyncAuth, AsyncTokens
from .pooled import default_transport
from .wait import sleep, within

T = TypeVar("T")


class AsyncCaller:
    """How to reach the server. Close it, or use it as a context, to close its connections."""

    def __init__(
        self,
        base_url: str,
        *,
        auth: AsyncAuth | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = 30.0,
        total_timeout: float | None = None,
        retries: int = 2,
        cache: int = 0,
        transport: AsyncTransport | None = None,
    ) -> None:
        """Makes a client.

        - `base_url`: the server's address; the zone's own path comes behind it.
        - `auth`: a token, or a callback that gives one; it is asked again, once for all calls
          under way, when the token is refused.
        - `headers`: headers of every request.
        - `timeout`: seconds until a try is given up; `None` for no limit.
        - `total_timeout`: seconds until a call is given up, all tries and pauses together.
        - `retries`: how often a call that may be repeated is tried again.
        - `cache`: how many answers are kept with their `ETag`, to be asked for again.
        - `transport`: what sends requests; `httpx2`, `httpx` or the standard library unless given.
        """
        self._base = base_url.rstrip("/")
        self._tokens = AsyncTokens(auth) if auth is not None else None
        self._headers = dict(headers or {})
        self._timeout = timeout
        self._total = total_timeout
        self._retries = retries
        self._cache = Cache(cache) if cache > 0 else None
        self._transport = transport or default_transport()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._transport.aclose()

    async def send(self, call: Call, options: CallOptions) -> Answer:
        """Sends a request. Raises an `ApiError` only if there is no answer."""
        cache = self._cache
        # Who sends an `ETag` or headers of their own wants to see what comes of it.
        is_own = options.get("if_none_match") or options.get("headers")
        if cache is None or is_own or call.method or call.body is not None:
            return (await self._tries(call, options, stream=False))[0]
        known = cache.known(call.path)
        if known is not None:
            options = {**options, "if_none_match": known.headers["etag"]}
        answer, _ = await self._tries(call, options, stream=False)
        if known is not None and answer.status == 304:
            answer = known
        cache.put(call.path, answer)
        return answer

    async def stream(self, call: Call, options: CallOptions) -> tuple[Answer, AsyncResponse | None]:
        """Sends a request whose body is wanted in pieces: with 200, it is still to be read."""
        return await self._tries(call, options, stream=True)

    async def _tries(
        self, call: Call, options: CallOptions, *, stream: bool
    ) -> tuple[Answer, AsyncResponse | None]:
        request = self._request(call, options)
        limit = _said(options.get("timeout", UNSET), self._timeout)
        total = _said(options.get("total_timeout", UNSET), self._total)
        deadline = None if total is None else time.monotonic() + total
        left = _said(options.get("retries", UNSET), self._retries)
        if not (call.is_read or _is_repeatable(request)):
            left = 0
        tokens, number, stale, attempt = self._tokens, 0, 0, 0
        can_renew = tokens is not None and tokens.can_renew
        while True:
            if tokens is not None:
                number, token = await tokens.get(stale)
                request = replace(request, headers={**request.headers, "authorization": token})
            rest = _left(limit, deadline)
            answer, response, failure = await self._once(replace(request, timeout=rest), stream)
            if answer is not None and answer.status == 401 and can_renew:
                # It was refused unread, so that it may be sent again whatever it is.
                can_renew, stale = False, number
                continue
            wait = pause(attempt, answer)
            late = wait is None or (deadline is not None and time.monotonic() + wait >= deadline)
            final = answer is not None and not is_transient(answer.status)
            if final or left <= 0 or wait is None or late:
                if answer is None:
                    raise failure
                return answer, response
            attempt, left = attempt + 1, left - 1
            await sleep(wait)

    async def _once(
        self, request: Request, stream: bool
    ) -> tuple[Answer | None, AsyncResponse | None, ApiError]:
        """One try: its answer, or why there is none."""
        failure: ApiError = TimedOut("no answer in time", code="TIMEOUT")
        if request.timeout is not None and request.timeout <= 0:
            return None, None, failure
        try:
            answer, response = await within(self._sent(request, stream), request.timeout)
            return answer, response, failure
        except TransportTimeout as cause:
            failure.__cause__ = cause
        except TransportError as cause:
            failure = NetworkError(f"no answer: {cause}", code="NETWORK")
            failure.__cause__ = cause
        return None, None, failure

    async def _sent(self, request: Request, stream: bool) -> tuple[Answer, AsyncResponse | None]:
        response = await self._transport.send(request)
        if stream and response.status == 200:
            return Answer(response.status, response.headers), response
        try:
            return Answer(response.status, response.headers, await response.read()), None
        finally:
            await response.aclose()

    def _request(self, call: Call, options: CallOptions) -> Request:
        more = _said(options.get("headers", UNSET), {})
        given = {**self._headers, **more}
        headers = {name.lower(): value for name, value in given.items()}
        headers["accept"] = call.accept
        tag = _said(options.get("if_none_match", UNSET), None)
        if tag:
            headers["if-none-match"] = tag
        headers.update(call.headers)
        if call.body is not None:
            headers["content-type"] = "application/json"
        method = call.method or ("GET" if call.body is None else "POST")
        return Request(method, self._base + call.path, headers, call.body)


def _is_repeatable(request: Request) -> bool:
    """Whether what is sent twice is done once: by its method, by a key, or because the row is
    another by then."""
    by_method = request.method in ("GET", "PUT", "DELETE")
    return by_method or not request.headers.keys().isdisjoint(("idempotency-key", "if-match"))


def _said(value: T | Unset, otherwise: T) -> T:
    return otherwise if isinstance(value, Unset) else value


def _left(limit: float | None, deadline: float | None) -> float | None:
    """Seconds that a try may take."""
    if deadline is None:
        return limit
    rest = deadline - time.monotonic()
    return rest if limit is None else min(limit, rest)
