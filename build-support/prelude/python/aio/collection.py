"""The operations on the rows of a model, without their types."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from typing import Literal, TypeAlias, TypeVar

from ..answer import Call, CallOptions
from ..encode import query, row_path
from ..errors import NetworkError, failed
from ..rows import Page, R, read_line, read_page, read_row
from ..transport import TransportError
from .lines import lines
from .wait import Stream
from .writes import AsyncWrites

S = TypeVar("S")

ExportFormat: TypeAlias = Literal["ndjson", "csv"]
"""How an export is written."""

Parameters: TypeAlias = Mapping[str, object]

_MEDIA = {"ndjson": "application/x-ndjson", "csv": "text/csv"}


class AsyncCollection(AsyncWrites[R]):
    """The rows of a model."""

    async def _get(
        self,
        path: str,
        key: Parameters,
        parameters: Parameters,
        options: CallOptions,
    ) -> R:
        call = Call(row_path(path, key) + query(parameters))
        answer = await self._caller.send(call, options)
        if answer.status != 200:
            raise failed(answer)
        return read_row(self._model, answer)

    async def _select(
        self, field: str, shape: type[S], arguments: Parameters, options: CallOptions
    ) -> list[S]:
        given = {name: value for name, value in arguments.items() if value is not None}
        return await self._caller.select_field(field, shape, given, options)

    async def _list(self, path: str, parameters: Parameters, options: CallOptions) -> Page[R]:
        answer = await self._caller.send(Call(path + query(parameters)), options)
        if answer.status != 200:
            raise failed(answer)
        return read_page(self._model, answer)

    async def _pages(
        self,
        path: str,
        parameters: Parameters,
        options: CallOptions,
    ) -> Stream[Page[R]]:
        """From cursor to cursor, so that rows which come or go meanwhile shift nothing."""
        while True:
            page = await self._list(path, parameters, options)
            yield page
            cursor = page.page_info.end_cursor
            if not page.page_info.has_next_page or cursor is None:
                return
            parameters = {**parameters, "after": cursor}

    async def _iterate(
        self,
        path: str,
        parameters: Parameters,
        options: CallOptions,
    ) -> Stream[R]:
        async with aclosing(self._pages(path, parameters, options)) as pages:
            async for page in pages:
                for row in page.items:
                    yield row

    async def _export(
        self,
        path: str,
        parameters: Parameters,
        options: CallOptions,
    ) -> Stream[R]:
        # Who leaves the loop ends the request at once.
        async with aclosing(self._export_bytes(path, "ndjson", parameters, options)) as chunks:
            async for line in lines(chunks):
                yield read_line(self._model, line)

    async def _export_bytes(
        self, path: str, format: ExportFormat, parameters: Parameters, options: CallOptions
    ) -> Stream[bytes]:
        call = Call(path + query(parameters), _MEDIA[format])
        answer, response = await self._caller.stream(call, options)
        if response is None:
            raise failed(answer)
        try:
            async for chunk in response.chunks():
                yield chunk
        except TransportError as cause:
            message = f"the export broke off: {cause}"
            raise NetworkError(message, code="NETWORK", answer=answer) from cause
        finally:
            await response.aclose()
