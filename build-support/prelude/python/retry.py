"""Which calls are repeated, and when: full jitter, and what `Retry-After` says."""

from __future__ import annotations

import random
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from .answer import Answer

# The first pause is up to that many seconds; each further one up to twice the one before.
_BASE = 0.2

# No pause is longer, and a server that wants a longer one gets no further try.
_MOST = 60.0

_TRANSIENT = frozenset({408, 429, 502, 503, 504})


def is_transient(status: int) -> bool:
    """Whether the same request may have another answer a little later."""
    return status in _TRANSIENT


def pause(attempt: int, answer: Answer | None) -> float | None:
    """How long to wait before the next try, in seconds; `None` for longer than is sensible."""
    jitter = random.random() * min(_MOST, _BASE * 2.0 ** min(attempt, 20))
    asked = answer.headers.get("retry-after") if answer else None
    wanted = _seconds(asked) if asked else 0.0
    if wanted <= 0:
        return jitter
    # A little more than asked, so that not all who were sent away come back together.
    return None if wanted > _MOST else wanted + random.random() * _BASE


def _seconds(text: str) -> float:
    """The seconds of `120` or `Fri, 31 Dec 1999 23:59:59 GMT`; 0 of anything else."""
    if text.strip().isascii() and text.strip().isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if when.tzinfo is None:
        when = when.replace(tzinfo=timezone.utc)
    return (when - datetime.now(timezone.utc)).total_seconds()
