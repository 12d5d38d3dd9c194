"""What types promise and refuse: checked by `mypy --strict` and `pyright`, never run.

Each line that is marked must be refused: a mark that is not needed is a mistake itself.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from public_client import (
    UNSET,
    AsyncClient,
    Client,
    Comment,
    CreatePostInput,
    Page,
    Post,
    PostFilter,
    Tag,
    Unchecked,
    UpdatePostInput,
    User,
    Written,
    etag_of,
    nulls_last,
)
from typing_extensions import assert_type


@dataclass
class Card:
    title: str


def blocking(client: Client, key: UUID, term: str | None) -> None:
    wanted: PostFilter = {
        "or": [{"title": {"icontains": term or UNSET}}, {"author": {"name": {"in": ["a"]}}}],
        "comments": {"some": {"body": {"ne": "x"}}, "count": {"gte": 2}},
        "status": {"eq": "published"},
        "created_at": {"gte": datetime.now(), "range": "LAST_7_DAYS"},
        "views": {"between": (1, 2**60)},
    }
    page = client.posts.list(filter=wanted, order_by=["-created_at", "author.name"], page=2)
    assert_type(page, Page[Post])
    post = client.posts.get(key, fields=["title", "author.name"], include=["comments.author"])
    assert_type(post.title, str)
    assert_type(post.published_at, datetime | None)
    assert_type(post.author, User)
    assert_type(post.comments, list[Comment])
    assert_type(post.views, int)
    assert_type(client.posts.iterate(), Generator[Post, None, None])
    client.posts.list(order_by=[nulls_last("-title"), Unchecked("author.profile.bio")])
    assert_type(client.posts.select(Card, filter={"status": {"eq": "DRAFT"}}), list[Card])
    assert_type(client.posts.select_one(Card, key), Card | None)
    client.order_lines.get(1, 2, timeout=None, retries=0)


def writes(client: Client, key: UUID, at: datetime | None) -> None:
    new: CreatePostInput = {
        "slug": "a",
        "title": "A",
        "body": "",
        "status": "draft",
        "author": {"connect": {"id": key}},
        "tags": {"create": [{"label": "x"}], "connect": [{"id": 1}]},
        "published_at": at,
    }
    post = client.posts.create(new, fields=["id", "title"], idempotency_key="k", timeout=1.0)
    assert_type(post, Post)
    patch: UpdatePostInput = {"title": "B", "editor_id": None, "headline": UNSET}
    assert_type(client.posts.update(key, patch, if_match=etag_of(post)), Post)
    assert_type(client.posts.replace(key, new), Post)
    assert_type(client.tags.create_many([{"label": "x"}], on_error="SKIP_INVALID"), Written[Tag])
    assert_type(client.tags.upsert({"label": "x"}, on="label", if_none_match="*"), Tag)
    client.posts.update_many([{"key": {"slug": "a"}, "patch": patch, "expected_version": 3}])
    client.posts.update_matching(patch, filter={"views": {"gt": 1}}, at_most=3)
    client.posts.delete(key, if_match='"1"')
    assert_type(client.posts.delete_many(all=True, fields=["id"]).affected, int)


async def awaited(client: AsyncClient, key: UUID) -> None:
    assert_type(await client.posts.get(key), Post)
    assert_type(await client.tags.create({"label": "x"}), Tag)
    assert_type(client.posts.export(fields=["title"]), AsyncGenerator[Post, None])
    async for post in client.posts.iterate(page_size=5):
        assert_type(post, Post)


def refused(client: Client, post: Post) -> None:
    client.posts.list(filter={"titel": {"eq": "x"}})  # type: ignore
    client.posts.list(filter={"title": {"gt": 1}})  # type: ignore
    client.posts.list(filter={"status": {"icontains": "x"}})  # type: ignore
    client.posts.list(order_by=["body"])  # type: ignore
    client.posts.list(fields=["nonsense"])  # type: ignore
    client.posts.list(include=["title"])  # type: ignore
    client.posts.list(sort="title")  # type: ignore
    client.posts.get("x")  # type: ignore
    client.users.select(Card, filter={"role": {"eq": "reader"}})  # type: ignore
    client.tags.create({})  # type: ignore
    client.tags.create({"label": None})  # type: ignore
    client.tags.create({"label": "x", "colour": "red"})  # type: ignore
    client.tags.create({"label": "x"}, if_match="*")  # type: ignore
    client.tags.upsert({"label": "x"})  # type: ignore
    client.tags.upsert({"label": "x"}, on="name")  # type: ignore
    client.posts.update(post.id, {"views": 1})  # type: ignore
    client.posts.update(post.id, {"title": None})  # type: ignore
    client.posts.update(post.id, {"id": post.id})  # type: ignore
    _ = post.nonsense  # type: ignore
