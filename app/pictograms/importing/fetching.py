"""Asking a picture service on the operator's behalf: https, its own hosts alone, and never more than was expected."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp
from yarl import URL

from app.pictograms.refusal import PictureRefused

SECONDS, MOST_REDIRECTS = 20, 3
MOST_BYTES = 2_000_000
REDIRECTS = {301, 302, 303, 307, 308}
REFUSALS = {
    401: "does not accept the key",
    403: "does not let us in",
    429: "asks us to wait a minute",
}


@dataclass(frozen=True, slots=True)
class Service:
    """Where a picture service is, and where its pictures may lie; nothing else is ever asked."""

    name: str
    api: str
    pictures: str
    tls: ssl.SSLContext | None = field(default=None, repr=False)


def get(service: Service, address: str, headers: Mapping[str, str] | None = None) -> bytes | None:
    """Return what is at an address of a service; None when it isn't there; `PictureRefused` says what went wrong."""
    url = _allowed(service, address)
    try:
        return asyncio.run(_get(service, url, headers or {}))
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise PictureRefused(f"{service.name} could not be reached: {type(error).__name__}") from error


def _allowed(service: Service, address: str) -> URL:
    try:
        url = URL(address)
        is_ours = url.scheme == "https" and url.origin() in {URL(service.api).origin(), URL(service.pictures).origin()}
    except ValueError:
        is_ours = False
    if not is_ours or url.user:
        raise PictureRefused(f"{service.name} names an address that is not its own")
    return url


async def _get(service: Service, url: URL, headers: Mapping[str, str]) -> bytes | None:
    # A chain of redirects is followed by hand: each step must stay on the host that was asked.
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    tls = service.tls or ssl.create_default_context()
    async with aiohttp.ClientSession(timeout=timeout, headers={"User-Agent": "Dagkaart", **headers}) as session:
        for _ in range(MOST_REDIRECTS + 1):
            async with session.get(url, allow_redirects=False, ssl=tls) as answer:
                if answer.status not in REDIRECTS:
                    return await _content(service, answer)
                following = url.join(URL(answer.headers.get("Location", "")))
            if following.origin() != url.origin():
                raise PictureRefused(f"{service.name} sends us to another host")
            url = following
    raise PictureRefused(f"{service.name} sends us round in circles")


async def _content(service: Service, answer: aiohttp.ClientResponse) -> bytes | None:
    if answer.status == 404:
        return None
    if answer.status != 200:
        raise PictureRefused(f"{service.name} {REFUSALS.get(answer.status, f'answers {answer.status}')}")
    content = b""
    async for part in answer.content.iter_chunked(65_536):
        content += part
        if len(content) > MOST_BYTES:
            raise PictureRefused(f"{service.name} sends more than {MOST_BYTES} bytes")
    return content
