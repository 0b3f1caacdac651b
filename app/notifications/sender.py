"""The sender: encrypts each message for its phone, hands it to the push service and says what became of it."""

import asyncio
import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import StrEnum

import aiohttp
import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from yarl import URL

from app.clock import now
from app.config import Settings
from app.notifications.addresses import Addresses, BadAddress, PublicResolver
from app.notifications.subscriptions import decoded_key
from app.notifications.vapid import vapid_of

log = logging.getLogger("dagkaart")
MAX_CONNECTIONS = 100
TOLD_EVERY_SECONDS = 600
ENCRYPTED_TOGETHER = 10  # the first of a batch leave while the next are being encrypted


class Stopping(BaseException):
    """The server stops. Not an `Exception`: work that meets it is left unfinished, to be taken up again."""


class Outcome(StrEnum):
    """What became of a message."""

    SENT = "sent"
    GONE = "gone"  # the phone is no longer there: its subscription can go
    FAILED = "failed"  # sending it again would not help
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Message:
    """One message for one phone; `smallest` is sent instead where `payload` is too large."""

    endpoint: str
    p256dh: str
    auth: str
    payload: bytes
    smallest: bytes
    topic: str
    ttl_seconds: int
    urgency: str = "normal"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a message, and how long the push service asked us to wait, if it did."""

    outcome: Outcome
    retry_after_seconds: float | None = None


class Sender:
    """Sends from a thread with an event loop of its own, over connections that all its messages share."""

    def __init__(self, settings: Settings) -> None:
        self._addresses = Addresses(settings.push_hosts)
        self._vapid = vapid_of(settings)
        self._timeout = aiohttp.ClientTimeout(total=settings.push_timeout_seconds)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="sender", daemon=True)
        # Most of encrypting is OpenSSL's, which another core can do while this one sends.
        self._encrypting = ThreadPoolExecutor(1, thread_name_prefix="encrypting")
        self._session: aiohttp.ClientSession | None = None
        self._on_their_way: set[asyncio.Task[list[Answer]]] = set()
        self._told_at: dict[tuple[str, int], float] = {}
        self._is_stopping = False

    def start(self) -> None:
        """Be ready to send."""
        self._thread.start()

    def stop(self) -> None:
        """Wait for the answers to what is on its way, and send nothing more."""
        self._is_stopping = True
        asyncio.run_coroutine_threadsafe(self._finish(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._encrypting.shutdown()
        self._loop.close()

    def send(self, messages: Sequence[Message]) -> list[Answer]:
        """Send messages side by side and return the answers in the same order; never raises for one of them."""
        if self._is_stopping:
            raise Stopping
        return asyncio.run_coroutine_threadsafe(self._batch(messages), self._loop).result()

    async def _batch(self, messages: Sequence[Message]) -> list[Answer]:
        batch = asyncio.create_task(self._send_all(messages))
        self._on_their_way.add(batch)
        try:
            return await batch
        finally:
            self._on_their_way.discard(batch)

    async def _send_all(self, messages: Sequence[Message]) -> list[Answer]:
        if self._session is None:
            self._session = self._open()
        tasks: list[asyncio.Task[Answer]] = []
        for first in range(0, len(messages), ENCRYPTED_TOGETHER):
            few = messages[first : first + ENCRYPTED_TOGETHER]
            bodies = await self._loop.run_in_executor(self._encrypting, _encrypt_all, few)
            for message, body in zip(few, bodies, strict=True):
                tasks.append(asyncio.create_task(self._send(self._session, message, body)))
        return await asyncio.gather(*tasks)

    def _open(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(limit=MAX_CONNECTIONS, resolver=PublicResolver(self._addresses))
        return aiohttp.ClientSession(
            connector=connector, timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
        )

    async def _finish(self) -> None:
        await asyncio.gather(*self._on_their_way)
        if self._session is not None:
            await self._session.close()

    async def _send(self, session: aiohttp.ClientSession, message: Message, body: bytes) -> Answer:
        try:
            url = self._addresses.url_of(message.endpoint)
            status, answer = await self._post(session, url, message, body)
            if status == 413:
                _, answer = await self._post(session, url, message, _encrypt(message, message.smallest))
        except BadAddress:
            return Answer(Outcome.FAILED)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.info("push service not reached: %s", type(error).__name__)
            return Answer(Outcome.LATER)
        return answer

    async def _post(
        self, session: aiohttp.ClientSession, url: URL, message: Message, body: bytes
    ) -> tuple[int, Answer]:
        headers = {
            "Authorization": self._vapid.header(url),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.ttl_seconds),
            "Topic": message.topic,
            "Urgency": message.urgency,
        }
        async with session.post(url, data=body, headers=headers, allow_redirects=False) as response:
            if response.status >= 300:
                self._tell(url.host or "", response.status)
            return response.status, _answer(response.status, response.headers.get("Retry-After"))

    def _tell(self, host: str, status: int) -> None:
        # Once in a while is enough: a hundred phones of one service are refused together.
        if time.monotonic() - self._told_at.get((host, status), -TOLD_EVERY_SECONDS) < TOLD_EVERY_SECONDS:
            return
        self._told_at[host, status] = time.monotonic()
        if status in {401, 403}:
            log.error(
                "ALARM: push service %s refuses us (%d): check DAGKAART_CONTACT, the key, the clock", host, status
            )
        elif status not in {404, 410}:
            log.warning("push service %s answered %d", host, status)


def _encrypt_all(messages: Sequence[Message]) -> list[bytes]:
    return [_encrypt(message, message.payload) for message in messages]


def _encrypt(message: Message, payload: bytes) -> bytes:
    body: bytes = http_ece.encrypt(
        payload,
        private_key=ec.generate_private_key(ec.SECP256R1()),  # a new one for each message: RFC 8291, 3.1
        dh=decoded_key(message.p256dh),
        auth_secret=decoded_key(message.auth),
        version="aes128gcm",
    )
    return body


def _answer(status: int, retry_after: str | None) -> Answer:
    if status in {200, 201, 202, 204}:
        return Answer(Outcome.SENT)
    if status in {404, 410}:
        return Answer(Outcome.GONE)
    if status in {408, 425, 429} or status >= 500:
        return Answer(Outcome.LATER, _seconds(retry_after))
    # 401 and 403 are ours to repair, so no subscription may be lost over them.
    return Answer(Outcome.FAILED)


def _seconds(retry_after: str | None) -> float | None:
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now()).total_seconds())
