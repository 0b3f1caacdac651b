"""A request's body that comes chunk by chunk, so that a test can tell how much of it a server has read."""

import json
from typing import Any

import anyio
from fastapi.testclient import TestClient
from starlette.types import Message, Scope

CHUNK = 64 * 1024


class SlowBody:
    """A body that is sent chunk by chunk, as slowly as the server reads, and counted."""

    def __init__(self, *, length_told: int | None, breaks_off_after: int | None = None, chunk: int = CHUNK) -> None:
        self.length_told, self.breaks_off_after, self.chunks = length_told, breaks_off_after, 0
        self.chunk = chunk

    def to(self, browser: TestClient, address: str) -> dict[str, Any]:
        """Send it as this browser and return the answer."""
        answers: list[Message] = []

        async def note(message: Message) -> None:
            answers.append(message)

        anyio.run(browser.app, self._scope(browser, address), self._receive, note)
        body = b"".join(one.get("body", b"") for one in answers)
        error = json.loads(body).get("error", json.loads(body))
        return {"status": answers[0]["status"], "code": error["code"]}

    async def _receive(self) -> Message:
        if self.chunks == self.breaks_off_after:
            return {"type": "http.disconnect"}
        self.chunks += 1
        return {"type": "http.request", "body": bytes(self.chunk), "more_body": True}

    def _scope(self, browser: TestClient, address: str) -> Scope:
        told = [] if self.length_told is None else [(b"content-length", str(self.length_told).encode())]
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items()).encode()
        headers = [(b"host", b"testserver"), (b"cookie", cookie), *told]
        return {
            **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": ""},
            **{"method": "PUT", "path": address, "raw_path": address.encode(), "query_string": b""},
            **{"headers": headers, "client": ("127.0.0.1", 1), "server": ("testserver", 80)},
        }
