"""Retries, tokens, time limits, kept answers: what calls do besides asking."""

from __future__ import annotations

import asyncio
import threading
import time
import unittest
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from unittest.mock import patch

from public_client import (
    UNSET,
    ApiError,
    AsyncClient,
    Client,
    NetworkError,
    NotFound,
    NotModified,
    RateLimited,
    TimedOut,
    Unauthenticated,
    Unavailable,
    etag_of,
)
from public_client.runtime import Request

from stand_in import AsyncMock, Mock, Said, page, problem

TAG = {"id": 1, "label": "x"}
FINE = Said(body=TAG)


class Retries(unittest.TestCase):
    def pauses(self, *answers: Said, retries: int = 2) -> list[float]:
        """How long a client waits between these answers and a good one."""
        left = [*answers, FINE]
        with patch("public_client.runtime.sync.caller.sleep") as sleep:
            client = Client("https://x", transport=Mock(lambda _: left.pop(0)), retries=retries)
            client.tags.get(1)
        self.assertEqual(left, [])
        return [call.args[0] for call in sleep.call_args_list]

    def test_jitter_is_full(self) -> None:
        with patch("random.random", return_value=1.0):
            self.assertEqual(self.pauses(Said(503), Said(fails="x"), retries=2), [0.2, 0.4])
        with patch("random.random", return_value=0.0):
            self.assertEqual(self.pauses(Said(502)), [0.0])

    def test_the_server_says_when(self) -> None:
        with patch("random.random", return_value=0.5):
            self.assertEqual(self.pauses(Said(429, {"retry-after": "7"})), [7.1])
            when = datetime.now(timezone.utc) + timedelta(seconds=30)
            (pause,) = self.pauses(Said(503, {"retry-after": format_datetime(when, usegmt=True)}))
            self.assertAlmostEqual(pause, 29.5, delta=1.0)
            self.assertEqual(self.pauses(Said(503, {"retry-after": "soon"})), [0.1])

    def test_not_for_ever(self) -> None:
        for status, kind, tries in [
            (429, RateLimited, 3),
            (503, Unavailable, 3),
            (404, NotFound, 1),
        ]:
            mock = Mock(lambda _, status=status: Said(status, {"retry-after": "0"}))
            with patch("random.random", return_value=0.0), self.assertRaises(kind):
                Client("https://x", transport=mock).tags.get(1)
            self.assertEqual(len(mock.sent), tries)
        mock = Mock(lambda _: Said(429, {"retry-after": "3600"}))
        with self.assertRaises(RateLimited):
            Client("https://x", transport=mock).tags.get(1)
        self.assertEqual(len(mock.sent), 1)

    def test_what_may_write_is_not_repeated(self) -> None:
        mock = Mock(lambda _: Said(503))
        client = Client("https://x", transport=mock)
        with self.assertRaises(Unavailable):
            client.graphql("mutation { x }")
        self.assertEqual(len(mock.sent), 1)
        with patch("random.random", return_value=0.0), self.assertRaises(Unavailable):
            client.graphql("mutation { x }", headers={"Idempotency-Key": "k"})
        self.assertEqual(len(mock.sent), 4)

    def test_all_tries_together_have_a_limit(self) -> None:
        mock = Mock(lambda _: Said(503, {"retry-after": "1"}))
        with self.assertRaises(Unavailable):
            Client("https://x", transport=mock, total_timeout=0.5).tags.get(1)
        self.assertEqual(len(mock.sent), 1)
        self.assertLessEqual(mock.sent[0].timeout or 9.0, 0.5)
        with self.assertRaises(TimedOut) as raised:
            Client("https://x", transport=mock).tags.get(1, total_timeout=0.0)
        self.assertEqual((raised.exception.status, raised.exception.code), (0, "TIMEOUT"))

    def test_limits_of_a_call(self) -> None:
        mock = Mock(lambda _: FINE)
        client = Client("https://x/", transport=mock, timeout=3.0, headers={"A": "1"})
        client.tags.get(1)
        client.tags.get(1, timeout=None, headers={"a": "2"})
        client.tags.get(1, timeout=UNSET)
        self.assertEqual([sent.timeout for sent in mock.sent], [3.0, None, 3.0])
        self.assertEqual([sent.headers["a"] for sent in mock.sent], ["1", "2", "1"])

    def test_a_slow_answer_is_given_up(self) -> None:
        class Slow(AsyncMock):
            async def send(self, request: Request):  # type: ignore[no-untyped-def]
                await asyncio.sleep(30)

        async def ask() -> None:
            client = AsyncClient("https://x", transport=Slow(Mock(lambda _: FINE)), retries=0)
            await client.tags.get(1, timeout=0.01)

        began = time.monotonic()
        with self.assertRaises(TimedOut):
            asyncio.run(ask())
        self.assertLess(time.monotonic() - began, 5)


class Tokens(unittest.TestCase):
    def guard(self, request: Request) -> Said:
        """Knows one token only."""
        good = request.headers["authorization"] == "Bearer new"
        return FINE if good else problem(401, "UNAUTHENTICATED")

    def test_one_new_token_for_many(self) -> None:
        tokens = ["old", "new", "newer"]
        asked = 0

        async def give() -> str:
            nonlocal asked
            asked += 1
            await asyncio.sleep(0.01)
            return tokens[asked - 1]

        async def ask() -> None:
            transport = AsyncMock(Mock(self.guard))
            client = AsyncClient("https://x", transport=transport, auth=give)
            await asyncio.gather(*(client.tags.get(1) for _ in range(20)))

        asyncio.run(ask())
        self.assertEqual(asked, 2)

    def test_threads_share_it_too(self) -> None:
        tokens = iter(["old", "new"])
        client = Client("https://x", transport=Mock(self.guard), auth=lambda: next(tokens))
        failed: list[BaseException] = []

        def ask() -> None:
            try:
                client.tags.get(1)
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=ask) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failed, [])

    def test_a_refused_token_is_told(self) -> None:
        mock = Mock(lambda _: problem(401, "UNAUTHENTICATED"))
        with self.assertRaises(Unauthenticated):
            Client("https://x", transport=mock, auth=lambda: "bad").tags.get(1)
        self.assertEqual(len(mock.sent), 2)
        mock = Mock(lambda _: problem(401, "UNAUTHENTICATED"))
        with self.assertRaises(Unauthenticated):
            Client("https://x", transport=mock, auth="Basic abc=").tags.get(1)
        self.assertEqual([sent.headers["authorization"] for sent in mock.sent], ["Basic abc="])


class Copies(unittest.TestCase):
    def test_what_is_still_good_is_kept(self) -> None:
        def answer(request: Request) -> Said:
            if request.headers.get("if-none-match") == '"1"':
                return Said(304, {"etag": '"1"'})
            return Said(headers={"etag": '"1"'}, body=TAG)

        mock = Mock(answer)
        client = Client("https://x", transport=mock, cache=1)
        first, second = client.tags.get(1), client.tags.get(1)
        self.assertEqual((first.label, second.label, etag_of(second)), ("x", "x", '"1"'))
        self.assertEqual(mock.sent[1].headers.get("if-none-match"), '"1"')
        client.tags.get(2)
        client.tags.get(1)
        self.assertNotIn("if-none-match", mock.sent[3].headers)
        with self.assertRaises(NotModified):
            client.tags.get(1, if_none_match='"1"')

    def test_who_leaves_an_export_ends_it(self) -> None:
        mock = Mock(lambda _: Said(text='{"id":1}\n\n{"id":2}'))
        client = Client("https://x", transport=mock)
        self.assertEqual([tag.id for tag in client.tags.export()], [1, 2])
        for tag in client.tags.export():
            self.assertEqual(tag.id, 1)
            break
        self.assertTrue(all(response.closed for response in mock.given))

    def test_broken_connections(self) -> None:
        mock = Mock(lambda _: Said(fails="reset"))
        with self.assertRaises(NetworkError) as raised:
            next(Client("https://x", transport=mock, retries=0).tags.export())
        self.assertIsInstance(raised.exception, ApiError)
        self.assertIsNotNone(raised.exception.__cause__)

    def test_pages_end(self) -> None:
        bodies = [page(TAG, after="a"), page(TAG, after="b"), page()]
        mock = Mock(lambda _: Said(body=bodies.pop(0)))
        pages = list(Client("https://x", transport=mock).tags.pages())
        self.assertEqual([len(each) for each in pages], [1, 1, 0])
        self.assertTrue(mock.sent[0].url.endswith("/tags?first=100"), mock.sent[0].url)
        self.assertTrue(mock.sent[2].url.endswith("/tags?first=100&after=b"), mock.sent[2].url)


if __name__ == "__main__":
    unittest.main()
