"""The transports that come with the package, against a server on this machine."""

from __future__ import annotations

import asyncio
import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from typing import Any, ClassVar

from public_client import (
    AsyncClient,
    Client,
    NetworkError,
    NotFound,
    StdlibTransport,
    TimedOut,
    Transport,
)
from public_client.runtime import AsyncStdlibTransport, AsyncTransport

ROWS = b"".join(json.dumps({"id": n, "label": "ü" * 9}).encode() + b"\n" for n in range(2000))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        if self.path.startswith("/tags/export"):
            return self.export()
        if self.path == "/tags/3":
            threading.Event().wait(3)
        if self.path == "/tags/4":
            return self.answer(302, b"", location="/tags/1")
        if self.path == "/tags/5":
            # Less than it promised.
            self.answer(200, b'{"id":', length=99)
            self.close_connection = True
            return None
        body = b'{"id":1,"label":"x"}' if self.path == "/tags/1" else b'{"code":"NOT_FOUND"}'
        return self.answer(200 if self.path == "/tags/1" else 404, body)

    def answer(self, status: int, body: bytes, length: int = -1, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length < 0 else length))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def export(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        whole = ROWS if "label" not in self.path else ROWS[:1000]
        for at in range(0, len(whole), 777):
            piece = whole[at : at + 777]
            self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        if "label" not in self.path:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        # Who gives a call up closes its connection.
        pass


class Transports(unittest.TestCase):
    def setUp(self) -> None:
        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def tearDown(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def blocking(self, transport: Transport | None) -> None:
        with Client(self.url, transport=transport, retries=0) as client:
            self.assertEqual(client.tags.get(1).label, "x")
            with self.assertRaises(NotFound):
                client.tags.get(2)
            with self.assertRaises(TimedOut):
                client.tags.get(3, timeout=0.2)
            with self.assertRaises(Exception) as raised:
                client.tags.get(4)
            self.assertEqual(getattr(raised.exception, "status", None), 302)
            with self.assertRaises(NetworkError):
                client.tags.get(5)
            self.assertEqual(sum(tag.id for tag in client.tags.export()), 1999 * 1000)
            with self.assertRaises(NetworkError):
                list(client.tags.export(fields=["label"]))
            for _ in client.tags.export():
                break

    async def awaited(self, transport: AsyncTransport | None) -> None:
        async with AsyncClient(self.url, transport=transport, retries=0) as client:
            self.assertEqual((await client.tags.get(1)).label, "x")
            with self.assertRaises(NotFound):
                await client.tags.get(2)
            with self.assertRaises(TimedOut):
                await client.tags.get(3, timeout=0.2)
            with self.assertRaises(NetworkError):
                await client.tags.get(5)
            self.assertEqual(sum([tag.id async for tag in client.tags.export()]), 1999 * 1000)
            with self.assertRaises(NetworkError):
                [_ async for _ in client.tags.export(fields=["label"])]

    def test_standard_library(self) -> None:
        self.blocking(StdlibTransport())
        asyncio.run(self.awaited(AsyncStdlibTransport()))

    def test_libraries(self) -> None:
        for name in ("httpx2", "httpx"):
            if find_spec(name) is None:
                self.skipTest(f"!!! `{name}` is not installed")
            from importlib import import_module

            from public_client.runtime import AsyncPooledTransport, PooledTransport

            self.blocking(PooledTransport(import_module(name)))
            asyncio.run(self.awaited(AsyncPooledTransport(import_module(name))))

    def test_no_server(self) -> None:
        for transport in (StdlibTransport(), None):
            with self.assertRaises(NetworkError):
                Client("http://127.0.0.1:1", transport=transport, retries=0).tags.get(1)


if __name__ == "__main__":
    unittest.main()
