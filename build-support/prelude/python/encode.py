"""Values, query strings and paths, as the server reads them."""

from __future__ import annotations

import datetime
import decimal
import ipaddress
import json
import re
import uuid
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Any, cast
from urllib.parse import quote

from pydantic import BaseModel

from .scalars import duration
from .unset import UNSET
from .wire import PARAMETERS

# What needs no encoding, or is common in lists.
_SAFE = "-_.!~*'(),:"


def plain(value: object) -> Any:
    """A value as JSON has it. Members that are `UNSET` are left out."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value).items()
        return {str(name): plain(member) for name, member in members if member is not UNSET}
    if isinstance(value, bytes | bytearray):
        return b64encode(value).decode("ascii")
    if isinstance(value, Sequence | AbstractSet):
        items = cast("Iterable[object]", value)
        return [plain(item) for item in items if item is not UNSET]
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            return value.isoformat()
        return value.astimezone(datetime.timezone.utc).replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return duration(value)
    if isinstance(value, decimal.Decimal):
        # Without an exponent: `1E+3` is no decimal to the server.
        return format(value, "f")
    if isinstance(value, uuid.UUID | ipaddress.IPv4Address | ipaddress.IPv6Address):
        return str(value)
    raise TypeError(f"`{type(value).__name__}` has no form in JSON")


def to_json(value: object) -> str:
    """A value as compact JSON. What JSON has no number for is refused."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def query(parameters: Mapping[str, object]) -> str:
    """The query string of parameters, with its `?`; empty if there are none.

    Lists stand with commas between; a filter is JSON, which keeps every type and every nesting.
    What is `None`, `UNSET` or an empty list is left out.
    """
    pairs: list[str] = []
    for name, value in parameters.items():
        if value is None or value is UNSET:
            continue
        if isinstance(value, Mapping):
            text = to_json(cast("Mapping[str, object]", value))
        elif isinstance(value, str):
            text = value
        elif isinstance(value, Iterable):
            text = ",".join(_word(item) for item in cast("Iterable[object]", value))
            if not text:
                continue
        else:
            text = _word(value)
        pairs.append(f"{PARAMETERS.get(name, name)}={quote(text, safe=_SAFE)}")
    return "?" + "&".join(pairs) if pairs else ""


def _word(value: object) -> str:
    value = plain(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def row_path(path: str, key: Mapping[str, object]) -> str:
    """The path of a row: its key's members go where the braces are."""

    def part(found: re.Match[str]) -> str:
        text = quote(_word(key[found[1]]), safe=_SAFE)
        # Such segments would be taken for a way to another path.
        if text in ("", ".", ".."):
            raise ValueError(f"no row has the key `{text}`")
        return text

    return re.sub(r"{([^}]+)}", part, path)
