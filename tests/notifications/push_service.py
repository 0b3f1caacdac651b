"""A push service that answers as its address says, and phones that can read what it was given."""

import asyncio
import base64
import json
import os
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import http_ece
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Phone:
    """A browser's side of a subscription: only it can read what is pushed to it."""

    def __init__(self) -> None:
        self._key, self._secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        self.p256dh = _text(
            self._key.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
            )
        )
        self.auth = _text(self._secret)
        self.name = uuid4().hex

    def body(self, endpoint: str) -> dict[str, object]:
        """Return the subscription as a browser writes it."""
        return {"endpoint": endpoint, "expirationTime": None, "keys": {"p256dh": self.p256dh, "auth": self.auth}}

    def read(self, body: bytes) -> dict[str, Any]:
        """Decrypt a message, with another implementation than the one that encrypted it."""
        text = http_ece.decrypt(body, private_key=self._key, auth_secret=self._secret, version="aes128gcm")
        message: dict[str, Any] = json.loads(text)
        return message


@dataclass
class Received:
    """One message as the push service got it."""

    behaviour: str
    name: str
    body: bytes
    headers: dict[str, str]


@dataclass
class PushService:
    """Listens on a port of its own; a message to `/<behaviour>/<name>` is answered so."""

    received: list[Received] = field(default_factory=list)
    redirected: int = 0
    port: int = 0
    _queue: float = 0

    def endpoint(self, behaviour: str, phone: Phone) -> str:
        """Return a phone's address at this service."""
        return f"http://{self.host}/{behaviour}/{phone.name}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def bodies_for(self, phone: Phone) -> list[bytes]:
        """Return what came for a phone, in the order it came."""
        return [message.body for message in self.received if message.name == phone.name]

    def start(self) -> None:
        ready = threading.Event()
        self._loop, self._stopping = asyncio.new_event_loop(), asyncio.Event()
        self._thread = threading.Thread(target=self._run, args=[ready], daemon=True)
        self._thread.start()
        ready.wait(5)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self, ready: threading.Event) -> None:
        app = web.Application()
        app.router.add_post("/{behaviour}/{name}", self._answer)
        app.router.add_get("/elsewhere", self._elsewhere)
        runner = web.AppRunner(app, shutdown_timeout=0)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        self.port = runner.addresses[0][1]
        ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _answer(self, request: web.Request) -> web.Response:
        behaviour, name = request.match_info["behaviour"], request.match_info["name"]
        body = await request.read()
        self.received.append(Received(behaviour, name, body, dict(request.headers)))
        answer = BEHAVIOURS.get(behaviour)
        if answer is not None:
            return await answer(self, request, body)
        return web.Response(status=int(behaviour))

    async def _elsewhere(self, _request: web.Request) -> web.Response:
        self.redirected += 1
        return web.Response(status=201)

    async def _retry(self, request: web.Request, _body: bytes) -> web.Response:
        earlier = [message for message in self.received if message.name == request.match_info["name"]]
        if len(earlier) > 1:
            return web.Response(status=201)
        return web.Response(status=429, headers={"Retry-After": "1"})

    async def _hang(self, _request: web.Request, _body: bytes) -> web.Response:
        await self._stopping.wait()
        return web.Response(status=201)

    async def _slow(self, _request: web.Request, _body: bytes) -> web.Response:
        self._queue = max(self._loop.time(), self._queue) + 0.002  # one after the other, as over a narrow line
        await asyncio.sleep(self._queue - self._loop.time())
        return web.Response(status=201)

    async def _small_only(self, _request: web.Request, body: bytes) -> web.Response:
        return web.Response(status=413 if len(body) > 270 else 201)

    async def _redirect(self, _request: web.Request, _body: bytes) -> web.Response:
        return web.Response(status=307, headers={"Location": f"http://{self.host}/elsewhere"})

    async def _dated(self, _request: web.Request, _body: bytes) -> web.Response:
        return web.Response(status=503, headers={"Retry-After": "Wed, 04 Nov 2026 12:10:00 GMT"})


BEHAVIOURS: dict[str, Callable[[PushService, web.Request, bytes], Awaitable[web.Response]]] = {
    "retry": PushService._retry,
    "hang": PushService._hang,
    "slow": PushService._slow,
    "small-only": PushService._small_only,
    "redirect": PushService._redirect,
    "dated": PushService._dated,
}


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
