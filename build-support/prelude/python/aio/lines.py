"""Text that comes in pieces, line by line."""

from __future__ import annotations

from .wait import Stream


async def lines(chunks: Stream[bytes]) -> Stream[bytes]:
    """The lines that are not empty. A line may be cut anywhere."""
    begun = bytearray()
    async for chunk in chunks:
        begun += chunk
        if b"\n" not in chunk:
            continue
        *whole, rest = bytes(begun).split(b"\n")
        begun = bytearray(rest)
        for line in whole:
            if line.strip():
                yield line
    if begun.strip():
        yield bytes(begun)
