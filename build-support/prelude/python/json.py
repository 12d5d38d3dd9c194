"""What JSON turned out to be."""

from __future__ import annotations

import json
from typing import Any, TypeGuard


def read(text: str | bytes) -> object:
    """A JSON value; nothing of what is none."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether it is a list."""
    return isinstance(value, list)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether it is an object."""
    return isinstance(value, dict)
