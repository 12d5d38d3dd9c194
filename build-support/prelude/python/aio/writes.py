"""The operations that write the rows of a model, without their types."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Generic, TypeAlias, cast

from ..answer import Answer, Call, CallOptions, MatchOptions, Settings, UpsertOptions, WriteOptions
from ..encode import query, row_path, to_json
from ..errors import failed
from ..rows import R, read_row
from ..unset import UNSET, Unset
from ..written import Written, read_written
from .graphql import AsyncGraphqlCaller

Given: TypeAlias = Mapping[str, object]


class AsyncWrites(Generic[R]):
    """The rows of a model, to be written."""

    def __init__(self, caller: AsyncGraphqlCaller, model: type[R]) -> None:
        self._caller = caller
        self._model = model

    async def _create(
        self,
        path: str,
        input: object,
        parameters: Given,
        options: WriteOptions,
    ) -> R:
        answer = await self._sent("POST", path + query(parameters), input, options)
        return read_row(self._model, answer)

    async def _create_many(
        self,
        path: str,
        inputs: object,
        parameters: Given,
        options: WriteOptions,
    ) -> Written[R]:
        answer = await self._sent("POST", path + query(parameters), inputs, options)
        return read_written(self._model, answer)

    async def _update(
        self, path: str, key: Given, patch: object, parameters: Given, options: MatchOptions
    ) -> R:
        place = row_path(path, key) + query(parameters)
        return read_row(self._model, await self._sent("PATCH", place, patch, options))

    async def _replace(
        self, path: str, key: Given, input: object, parameters: Given, options: MatchOptions
    ) -> R:
        place = row_path(path, key) + query(parameters)
        return read_row(self._model, await self._sent("PUT", place, input, options))

    async def _upsert(
        self,
        path: str,
        input: object,
        parameters: Given,
        options: UpsertOptions,
    ) -> R:
        answer = await self._sent("PUT", path + query(parameters), input, options)
        return read_row(self._model, answer)

    async def _update_many(
        self, path: str, items: object, parameters: Given, options: WriteOptions
    ) -> Written[R]:
        answer = await self._sent("PATCH", path + query(parameters), items, options)
        return read_written(self._model, answer)

    async def _update_matching(
        self, path: str, patch: object, parameters: Given, options: WriteOptions
    ) -> Written[R]:
        return await self._update_many(path, patch, parameters, options)

    async def _delete(self, path: str, key: Given, options: MatchOptions) -> None:
        await self._sent("DELETE", row_path(path, key), UNSET, options)

    async def _delete_many(self, path: str, parameters: Given, options: WriteOptions) -> Written[R]:
        answer = await self._sent("DELETE", path + query(parameters), UNSET, options)
        return read_written(self._model, answer)

    async def _sent(self, method: str, path: str, body: object, options: Settings) -> Answer:
        sent = None if body is UNSET else to_json(body).encode()
        headers = _conditions(options)
        given = options.get("headers", UNSET)
        names = set[str]() if isinstance(given, Unset) else {name.lower() for name in given}
        if method == "POST" and not names & {"idempotency-key"}:
            # One for all tries, so that the server does once what it is asked again.
            headers.setdefault("idempotency-key", str(uuid.uuid4()))
        call = Call(path, body=sent, method=method, headers=headers)
        # Of these, the caller of requests reads what all calls have.
        answer = await self._caller.send(call, cast("CallOptions", options))
        if answer.status > 299:
            raise failed(answer)
        return answer


def _conditions(options: Settings) -> dict[str, str]:
    """The headers of what a write may be told."""
    every = cast("Mapping[str, object]", options)
    names = {"if_match": "if-match", "idempotency_key": "idempotency-key"}
    said = {header: every.get(name) for name, header in names.items()}
    return {header: value for header, value in said.items() if isinstance(value, str)}
