"""Writes against the running blog: what is made is gone at the end. The address is the argument."""

from __future__ import annotations

import asyncio
import sys

from blog_client import (
    UNSET,
    AsyncClient,
    Client,
    Conflict,
    InvalidRequest,
    NotFound,
    PreconditionFailed,
    etag_of,
)

base = sys.argv[1]
with Client(base) as client:
    author = client.posts.list(first=1, include=["author"]).items[0].author
    post = client.posts.create(
        {
            "slug": "written-by-python",
            "title": "Written",
            "body": "…",
            "status": "draft",
            "author": {"connect": {"id": author.id}},
        }
    )
    stale = etag_of(post)
    assert stale and etag_of(client.posts.get(post.id)) == stale
    changed = client.posts.update(post.id, {"title": "Changed", "body": UNSET}, if_match=stale)
    assert (changed.title, changed.body) == ("Changed", "…") and etag_of(changed) != stale
    try:
        client.posts.update(post.id, {"title": "Lost"}, if_match=stale)
    except PreconditionFailed as error:
        assert (error.status, error.code) == (412, "CONFLICT"), error.code
    else:
        raise AssertionError("a stale tag is refused")
    try:
        client.posts.update(post.id, {"title": "x" * 201})
    except InvalidRequest as error:
        assert error.status == 422 and error.problem is not None
        assert [mistake.path for mistake in error.problem.errors] == [("title",)]
    else:
        raise AssertionError("too long a title is refused")
    rows = [
        {"slug": f"bulk-{at}", "title": str(at), "body": "", "status": "draft"} for at in (1, 2, 1)
    ]
    many = client.posts.create_many(
        [{**row, "author_id": author.id} for row in rows],  # type: ignore[typeddict-item]
        on_error="SKIP_INVALID",
        fields=["id", "slug"],
        idempotency_key="bulk-of-python",
    )
    assert [row and row.slug for row in many.objects] == ["bulk-1", "bulk-2", None], many
    assert many.affected == 2 and many.errors[0].index == 2, many.errors
    try:
        client.posts.create({**rows[0], "author_id": author.id})  # type: ignore[typeddict-item]
    except Conflict as error:
        assert error.code == "UNIQUE"
    else:
        raise AssertionError("a slug that is taken is refused")
    each = client.posts.update_many(
        [{"key": {"slug": "bulk-1"}, "patch": {"title": "one"}}], fields=["title"]
    )
    assert [row.title for row in each] == ["one"]
    same = client.posts.update_matching(
        {"title": "same"}, filter={"slug": {"in": ["bulk-1", "bulk-2"]}}, at_most=2
    )
    assert same.affected == 2 and same.objects == ()
    try:
        client.posts.delete_many(filter={})
    except InvalidRequest as error:
        assert error.status == 400
    else:
        raise AssertionError("an empty filter is refused")
    gone = client.posts.delete_many(filter={"title": {"eq": "same"}}, at_most=2, fields=["slug"])
    assert sorted(row.slug for row in gone) == ["bulk-1", "bulk-2"]


async def rest() -> None:
    async with AsyncClient(base) as waiting:
        await waiting.posts.delete(post.id, if_match=etag_of(changed))
        try:
            await waiting.posts.delete(post.id)
        except NotFound:
            return
        raise AssertionError("it is gone")


asyncio.run(rest())
print("== python: created, changed, refused, deleted")
