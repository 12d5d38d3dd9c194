"""The types of values that JSON has no type for, as pydantic reads and writes them."""

from __future__ import annotations

import datetime as _datetime
import decimal as _decimal
import ipaddress as _ipaddress
import uuid as _uuid
from base64 import b64decode, b64encode
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, PlainSerializer

Uuid: TypeAlias = _uuid.UUID
DateTime: TypeAlias = _datetime.datetime
LocalDateTime: TypeAlias = _datetime.datetime
Date: TypeAlias = _datetime.date
Time: TypeAlias = _datetime.time
Decimal: TypeAlias = _decimal.Decimal
Ip: TypeAlias = _ipaddress.IPv4Address | _ipaddress.IPv6Address
Json: TypeAlias = Any


def duration(value: _datetime.timedelta) -> str:
    """A length of time in ISO 8601, of hours, minutes and seconds: `PT1H30M`, `-PT0.5S`."""
    micros = value // _datetime.timedelta(microseconds=1)
    sign = "-" if micros < 0 else ""
    seconds, fraction = divmod(abs(micros), 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if fraction:
        text += f"{seconds}.{fraction:06}".rstrip("0") + "S"
    elif seconds or not text:
        text += f"{seconds}S"
    return f"{sign}PT{text}"


def _decoded(value: object) -> object:
    return b64decode(value, validate=True) if isinstance(value, str) else value


def _encoded(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _digits(value: int) -> str:
    return str(value)


Duration: TypeAlias = Annotated[
    _datetime.timedelta, PlainSerializer(duration, return_type=str, when_used="json")
]
"""Written as ISO 8601."""

Bytes: TypeAlias = Annotated[
    bytes,
    BeforeValidator(_decoded),
    PlainSerializer(_encoded, return_type=str, when_used="json"),
]
"""Written as base64."""

BigInt: TypeAlias = Annotated[int, PlainSerializer(_digits, return_type=str, when_used="json")]
"""A whole number of 64 bits, written as text."""
