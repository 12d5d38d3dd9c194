"""Answers that are kept with their `ETag`, so that what is still good is not sent again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from .answer import Answer


class Cache:
    """The last `most` answers, by path."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def known(self, path: str) -> Answer | None:
        """The answer that is kept for a path."""
        with self._lock:
            return self._kept.get(path)

    def put(self, path: str, answer: Answer) -> None:
        """Keeps an answer that has an `ETag`; the oldest goes."""
        if answer.status != 200 or "etag" not in answer.headers:
            return
        with self._lock:
            self._kept[path] = answer
            self._kept.move_to_end(path)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
