"""The vectors that the clients of all languages share, by both clients."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import types
import unittest
from pathlib import Path
from typing import Annotated, Any
from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

from public_client import ApiError, AsyncClient, Client, GraphqlError, NotModified, Page, Written, ask
from public_client.runtime import Request, Row
from typing_extensions import TypedDict

from stand_in import AsyncMock, Mock, Said

WIRE = next(p for p in (Path(__file__).parents[2] / "wire", Path("wire")) if p.is_dir())


class Exchanges:
    """Compares requests with those that are expected, one after the other."""

    def __init__(self, test: unittest.TestCase, exchanges: list[dict[str, Any]]) -> None:
        self.test = test
        self.left = list(exchanges)
        self.made: set[str | None] = set()

    def __call__(self, request: Request) -> Said:
        self.test.assertTrue(self.left, f"one request too many: {request.url}")
        exchange = self.left.pop(0)
        self.check(exchange["request"], request)
        return Said(**exchange["response"])

    def check(self, expected: dict[str, Any], request: Request) -> None:
        url = urlsplit(request.url)
        self.test.assertEqual((request.method, url.path), (expected["method"], expected["path"]))
        if "query" in expected:
            pairs = parse_qsl(url.query, keep_blank_values=True)
            wanted: dict[str, Any] = expected["query"]
            sent = {
                name: {"json": json.loads(text)} if isinstance(wanted.get(name), dict) else text
                for name, text in pairs
            }
            self.test.assertEqual(sent, wanted)
            self.test.assertEqual(len(pairs), len(wanted))
        for name, value in expected.get("headers", {}).items():
            sent_value = request.headers.get(name)
            if value == {"made": True}:
                self.made.add(sent_value)
                self.test.assertEqual(len(self.made), 1, name)
                self.test.assertGreaterEqual(len(sent_value or ""), 16, name)
            else:
                self.test.assertEqual(sent_value, value, name)
        if "body" in expected:
            self.test.assertEqual(json.loads(request.body or b""), expected["body"])


def shape(selection: dict[str, Any], path: str, arguments: dict[str, Any]) -> Any:
    """The class of a selection; what its fields take is added to the arguments."""
    hints: dict[str, Any] = {}
    for key, inner in selection.items():
        if key == "$":
            arguments[path] = inner
            continue
        alias, _, name = key.rpartition(":")
        kind: Any = object
        if isinstance(inner, dict):
            below = shape(inner, f"{path}.{alias or name}".lstrip("."), arguments)
            kind = list[below] if name.endswith("s") else below | None
            if name.endswith("_aggregate"):
                kind = below
        hints[alias or name] = Annotated[kind, ask(name)] if alias else kind
    return types.new_class(
        "Shape", (TypedDict,), {}, lambda body: body.update(__annotations__=hints)
    )


def plain(value: Any) -> Any:
    """What a client gives, as JSON has it."""
    if isinstance(value, Row):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, Page):
        rows = [plain(row) for row in value]
        return {"items": rows, "page_info": value.page_info.model_dump(by_alias=True)}
    if isinstance(value, Written):
        objects = [row if row is None else plain(row) for row in value.objects]
        errors = [dataclasses.asdict(error) for error in value.errors]
        for error in errors:
            error["path"] = list(error["path"])
            if error["index"] is None:
                del error["index"]
        said = {"objects": objects, "affected": value.affected, "errors": errors}
        return {name: member for name, member in said.items() if member != []}
    return value


def told(error: ApiError) -> dict[str, Any]:
    """What is known of an error."""
    if isinstance(error, NotModified):
        return {"not_modified": True}
    errors = error.errors if isinstance(error, GraphqlError) else ()
    errors = errors or (error.problem.errors if error.problem else ())
    known = {
        "status": error.status,
        "code": error.code,
        "message": str(error),
        "request_id": error.request_id,
        "errors": len(errors),
    }
    return {"error": known}


def method(client: Any, call: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The method of a call and what it takes."""
    options = {k: v for k, v in call.get("options", {}).items() if k != "token"}
    many = "_many" if call["operation"].endswith("_many") else ""
    collection, _, verb = call["operation"].removesuffix(many).rpartition("_")
    verb += many
    verb = {"items": "iterate", "pages": "pages"}.get(call.get("form", ""), verb)
    parameters = {**call.get("key", {}), **call.get("parameters", {}), **options}
    if "input" in call:
        if verb == "update_many" and isinstance(call["input"], dict):
            verb = "update_matching"
        name = {"update": "patch", "update_matching": "patch", "create_many": "inputs"}
        parameters[{**name, "update_many": "items"}.get(verb, "input")] = call["input"]
    return getattr(getattr(client, collection), verb), parameters


def run(client: Client, call: dict[str, Any]) -> dict[str, Any]:
    try:
        if "selection" in call:
            arguments: dict[str, Any] = {}
            made = shape(call["selection"], "", arguments)
            return {"value": client.select(made, arguments)}
        act, parameters = method(client, call)
        if call.get("form", "value") == "value":
            return {"value": plain(act(**parameters))}
        items: list[Any] = []
        for row in act(**parameters):
            items.append(plain(row))
            if len(items) == call.get("take"):
                break
        return {"items": items}
    except ApiError as error:
        return told(error)


async def run_async(client: AsyncClient, call: dict[str, Any]) -> dict[str, Any]:
    try:
        if "selection" in call:
            arguments: dict[str, Any] = {}
            made = shape(call["selection"], "", arguments)
            return {"value": await client.select(made, arguments)}
        act, parameters = method(client, call)
        if call.get("form", "value") == "value":
            return {"value": plain(await act(**parameters))}
        items: list[Any] = []
        async for row in act(**parameters):
            items.append(plain(row))
            if len(items) == call.get("take"):
                break
        return {"items": items}
    except ApiError as error:
        return told(error)


class Vectors(unittest.TestCase):
    def cases(self) -> list[dict[str, Any]]:
        files = sorted(WIRE.glob("*.json"))
        self.assertGreaterEqual(len(files), 2)
        return [case for file in files for case in json.loads(file.read_text())["cases"]]

    def compare(self, outcome: dict[str, Any], expected: dict[str, Any]) -> None:
        if "error" in expected and "error" in outcome:
            known = expected["error"]
            outcome = {"error": {k: v for k, v in outcome["error"].items() if k in known}}
        self.assertEqual(outcome, expected)

    def test_blocking(self) -> None:
        for case in self.cases():
            with self.subTest(case["name"]), patch("random.random", return_value=0.0):
                exchanges = Exchanges(self, case["exchanges"])
                token = case["call"].get("options", {}).get("token")
                client = Client("https://x.example", transport=Mock(exchanges), auth=token)
                self.compare(run(client, case["call"]), case["outcome"])
                self.assertEqual(exchanges.left, [])

    def test_awaited(self) -> None:
        for case in self.cases():
            with self.subTest(case["name"]), patch("random.random", return_value=0.0):
                exchanges = Exchanges(self, case["exchanges"])
                token = case["call"].get("options", {}).get("token")
                transport = AsyncMock(Mock(exchanges))
                client = AsyncClient("https://x.example", transport=transport, auth=token)
                outcome = asyncio.run(run_async(client, case["call"]))
                self.compare(outcome, case["outcome"])
                self.assertEqual(exchanges.left, [])


if __name__ == "__main__":
    unittest.main()
