"""Values of every type, there and back; rows that lack members; classes as selections."""

from __future__ import annotations

import datetime as dt
import json
import unittest
from dataclasses import dataclass
from decimal import Decimal
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import kinds_client
from kinds_client import UNSET as NOTHING
from kinds_client import Kinds
from kinds_client.runtime.encode import plain, query, row_path
from public_client import UNSET, Client, Malformed, NotLoaded, Unchecked, ask, nulls_first
from pydantic import BaseModel

from stand_in import Mock, Said, page

ID = "018f4e2a-5b1c-7d3e-9f60-2a4b6c8d0e1f"

ROW: dict[str, object] = {
    "id": ID,
    "truth": True,
    "small": -3,
    "medium": 7,
    "large": "9007199254740993",
    "smallUnsigned": 65535,
    "unsigned": 4294967295,
    "single": 0.5,
    "double": 1e300,
    "text": 'ü "x"',
    "instant": "2024-02-29T12:30:00.250Z",
    "date": "2024-02-29",
    "time": "12:30:00",
    "local": "2024-02-29T12:30:00",
    "span": "-PT100H0.5S",
    "amount": "12.30",
    "raw": "AP8=",
    "shared": "",
    "document": {"a": [1, None]},
    "link": "https://example.com/a?b=c",
    "address": "2001:db8::1",
    "role": "chief_editor",
    "email": "a@b.c",
    "position": {"latitude": 1.5, "longitude": -2.0},
    "words": ["a"],
    "roles": ["reader"],
    "path": [{"latitude": 0.0, "longitude": 0.0}],
    "maybeText": None,
    "maybeRole": None,
    "maybePosition": None,
    "maybeWords": None,
}


def read(body: object) -> Any:
    transport = Mock(lambda _: Said(body=body))
    return kinds_client.Client("https://x", transport=transport).kindses.get(UUID(ID))


class Values(unittest.TestCase):
    def test_every_type(self) -> None:
        row = read(ROW)
        self.assertIsInstance(row, Kinds)
        self.assertEqual(row.id, UUID(ID))
        self.assertEqual(row.large, 2**53 + 1)
        self.assertEqual(row.instant, dt.datetime(2024, 2, 29, 12, 30, 0, 250000, dt.timezone.utc))
        self.assertEqual((row.date, row.time), (dt.date(2024, 2, 29), dt.time(12, 30)))
        self.assertEqual(row.span, -dt.timedelta(hours=100, seconds=0.5))
        self.assertEqual((row.amount, str(row.amount)), (Decimal("12.3"), "12.30"))
        self.assertEqual((row.raw, row.shared), (b"\x00\xff", b""))
        self.assertEqual(row.address, ip_address("2001:db8::1"))
        self.assertEqual(row.position.latitude, 1.5)
        self.assertEqual(row.small_unsigned, 65535)
        self.assertIsNone(row.maybe_text)

    def test_and_back(self) -> None:
        back = json.loads(read(ROW).model_dump_json(by_alias=True))
        self.assertEqual(back.pop("instant"), "2024-02-29T12:30:00.250000Z")
        self.assertEqual(back, {name: value for name, value in ROW.items() if name != "instant"})

    def test_what_is_malformed(self) -> None:
        for wrong in ({"id": "x"}, {"large": "many"}, {"role": "king"}, {"raw": "ä"}, []):
            with self.subTest(wrong), self.assertRaises(kinds_client.Malformed):
                read(wrong)

    def test_operands(self) -> None:
        for value, text in [
            (
                dt.datetime(2024, 2, 29, 14, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
                "2024-02-29T12:30:00Z",
            ),
            (dt.datetime(2024, 2, 29, 14, 30), "2024-02-29T14:30:00"),
            (dt.timedelta(days=1, seconds=61), "PT24H1M1S"),
            (dt.timedelta(microseconds=-1), "-PT0.000001S"),
            (dt.timedelta(), "PT0S"),
            (Decimal("1E+3"), "1000"),
            (b"\xff\xfe", "//4="),
            (UUID(ID), ID),
            (("a", NOTHING, {"b": NOTHING, "c": None}), ["a", {"c": None}]),
        ]:
            self.assertEqual(plain(value), text)
        with self.assertRaises(TypeError):
            plain(object())

    def test_queries(self) -> None:
        filter = {"a": {"gt": Decimal("1.50"), "eq": NOTHING}, "b": NOTHING}
        sent = query({"filter": filter, "order_by": ["-a", "b"], "page": 2, "count": False})
        self.assertEqual(
            parse_qs(urlsplit(sent).query),
            {
                "filter": ['{"a":{"gt":"1.50"}}'],
                "orderBy": ["-a,b"],
                "page": ["2"],
                "count": ["false"],
            },
        )
        self.assertEqual(query({"a": None, "b": NOTHING, "c": []}), "")
        with self.assertRaises(ValueError):
            query({"filter": {"a": {"eq": float("nan")}}})

    def test_paths(self) -> None:
        self.assertEqual(row_path("/a/{x}/{y}", {"x": "a/ü", "y": 2}), "/a/a%2F%C3%BC/2")
        for key in ("", ".", ".."):
            with self.assertRaises(ValueError):
                row_path("/a/{x}", {"x": key})


class Rows(unittest.TestCase):
    def test_what_was_not_asked_for(self) -> None:
        mock = Mock(lambda _: Said(body=page({"id": ID, "title": "a", "later": 1})))
        client = Client("https://x", transport=mock)
        keys = [nulls_first("-published_at"), Unchecked("author.profile.bio")]
        (post,) = client.posts.list(fields=["id", "title"], order_by=keys)
        self.assertEqual(post.title, "a")
        self.assertIn("order_by=-published_at:nulls_first,author.profile.bio", mock.sent[0].url)
        for name in ("body", "author", "comments"):
            with self.subTest(name), self.assertRaises(NotLoaded):
                getattr(post, name)
        self.assertFalse(hasattr(post, "later"))
        self.assertEqual(repr(post), f"Post(id=UUID('{ID}'), title='a')")
        self.assertEqual(post.model_copy().model_dump(), {"id": UUID(ID), "title": "a"})


class Shapes(unittest.TestCase):
    def asked(self, shape: Any, arguments: Any = None) -> dict[str, Any]:
        mock = Mock(lambda _: Said(body={"data": {}}))
        try:
            Client("https://x", transport=mock).select(shape, arguments)
        except Malformed:
            pass
        body: dict[str, Any] = json.loads(mock.sent[0].body or b"")
        return body

    def test_a_class_is_a_document(self) -> None:
        asked = self.asked(Start, {"recent.comments": {"limit": 3, "offset": UNSET}})
        self.assertEqual(
            asked["query"],
            "query($v0:Int,$v1:Int){recent:posts(limit:$v0){title comments(limit:$v1){body}}"
            " tags_aggregate{count}}",
        )
        self.assertEqual(asked["variables"], {"v0": 5, "v1": 3})

    def test_what_the_schema_does_not_have(self) -> None:
        for shape, arguments, says in [
            (WithoutSuch, None, "no field `nonsense`"),
            (LeafAsObject, None, "wants a class"),
            (ObjectAsLeaf, None, "no fields of its own"),
            (Start, {"recent": {"first": 1}}, "takes no `first`"),
            (Start, {"recents": {"limit": 1}}, "nothing is selected at `recents`"),
        ]:
            with self.subTest(says), self.assertRaisesRegex(TypeError, says):
                self.asked(shape, arguments)

    def test_rows_as_objects(self) -> None:
        row = {"title": "a", "comments": [{"body": "b"}]}
        mock = Mock(lambda _: Said(body={"data": {"posts": [row], "post": None}}))
        client = Client("https://x", transport=mock)
        found = client.posts.select(Card, filter={"status": {"eq": "PUBLISHED"}}, limit=1)
        self.assertEqual(found, [Card(title="a", comments=[Remark("b")])])
        self.assertIsNone(client.posts.select_one(Card, UUID(ID)))


@dataclass
class Remark:
    body: str


class Card(BaseModel):
    title: str
    comments: list[Remark]


@dataclass
class Total:
    count: int


class Start(BaseModel):
    recent: Annotated[list[Card], ask("posts", limit=5)]
    tags_aggregate: Total


class WithoutSuch(BaseModel):
    nonsense: int


class LeafAsObject(BaseModel):
    posts: int


class TitleAsObject(BaseModel):
    title: Total


class ObjectAsLeaf(BaseModel):
    posts: list[TitleAsObject]


if __name__ == "__main__":
    unittest.main()
