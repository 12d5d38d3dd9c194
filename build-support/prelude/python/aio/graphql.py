"""GraphQL: any document, or one that is made of a class and gives objects of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from pydantic import ValidationError
from typing_extensions import Unpack

from ..adapt import adapter
from ..answer import Answer, Call, CallOptions
from ..encode import to_json
from ..errors import failed
from ..graphql_errors import read_data
from ..json import is_list
from ..rows import malformed
from ..shape import Arguments, Document, Table
from .caller import AsyncCaller

S = TypeVar("S")

_ACCEPT = "application/graphql-response+json, application/json;q=0.9"


class AsyncGraphqlCaller(AsyncCaller):
    """A caller that knows where GraphQL is, and its schema."""

    _graphql_path: ClassVar[str]
    _table: ClassVar[Table]

    async def graphql(
        self,
        document: str,
        variables: Mapping[str, object] | None = None,
        **options: Unpack[CallOptions],
    ) -> dict[str, Any]:
        """Sends a document and gives its `data`. Variables that are `UNSET` are not sent."""
        data: dict[str, Any] = json.loads(await self._ask(document, variables or {}, options))
        return data

    async def select(
        self,
        shape: type[S],
        arguments: Arguments | None = None,
        **options: Unpack[CallOptions],
    ) -> S:
        """Asks for what a class names, and gives an object of it.

        The class is a pydantic model, a `TypedDict` or a dataclass; its members are fields of
        `Query`, and their types say what is selected of them. Arguments are given by the paths of
        fields: `client.select(Start, {"posts": {"limit": 5}})`.
        """
        made = Document(self._table, arguments or {})
        text = made.text(made.selection("Query", shape, ""))
        return _read(shape, await self._ask(text, made.variables, options))

    async def select_field(
        self,
        field: str,
        shape: type[S],
        arguments: Mapping[str, object],
        options: CallOptions,
    ) -> list[S]:
        """Asks for one field of `Query`: rows as objects of a class."""
        made = Document(self._table, {})
        target, head = made.field("Query", field, arguments)
        text = made.text("{" + head + made.selection(target, shape, "") + "}")
        data = json.loads(await self._ask(text, made.variables, options))
        found: object = data.get(field)
        rows = found if is_list(found) else [found]
        return [_read(shape, json.dumps(row)) for row in rows if row is not None]

    async def _ask(
        self,
        document: str,
        variables: Mapping[str, object],
        options: CallOptions,
    ) -> str:
        body = to_json({"query": document, "variables": variables}).encode()
        # A document that may write is not sent twice.
        is_read = re.search(r"\bmutation\b", document) is None
        call = Call(self._graphql_path, _ACCEPT, body, is_read)
        answer: Answer = await self.send(call, options)
        data = read_data(answer)
        if data is None:
            raise failed(answer)
        return data


def _read(shape: type[S], text: str) -> S:
    try:
        return adapter(shape).validate_json(text)
    except ValidationError as cause:
        raise malformed(cause) from cause
