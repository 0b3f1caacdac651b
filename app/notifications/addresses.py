"""Which addresses we push to: an endpoint is sent to us by a browser, so it may be anyone's."""

import ipaddress
import socket
from collections.abc import Collection

from aiohttp import ThreadedResolver
from aiohttp.abc import ResolveResult
from typing_extensions import override
from yarl import URL

from app.errors import Refused

PUSH_SERVICES = ("fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com")
PUSH_DOMAINS = (".notify.windows.com",)  # with its dot: `evilnotify.windows.com` is someone else
MAX_LENGTH = 2048
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class BadAddress(Refused):
    """Not the address of a push service we know."""

    code = "bad_endpoint"


class Addresses:
    """The push services we know; `push_hosts` are more of them, each as `host:port`, reached over http."""

    def __init__(self, push_hosts: Collection[str] = ()) -> None:
        self._push_hosts = frozenset(push_hosts)

    def url_of(self, endpoint: str) -> URL:
        """Return an endpoint as the address that will be asked; `BadAddress` if it isn't a push service's."""
        if len(endpoint) > MAX_LENGTH or not _is_plain(endpoint):
            raise BadAddress
        try:
            url = URL(endpoint, encoded=True)
            is_extra = url.scheme == "http" and self.is_extra(url.host, url.port)
            is_taken = is_extra or _is_push_service(url)
        except ValueError as error:
            raise BadAddress from error
        if url.user is not None or url.password is not None or not is_taken:
            raise BadAddress
        return url

    def check_reachable(self, url: URL) -> None:
        """Look the host up once; `BadAddress` unless it has addresses and all of them are public."""
        if self.is_extra(url.host, url.port):
            return
        try:
            found = {str(entry[4][0]) for entry in socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)}
        except OSError as error:
            raise BadAddress from error
        if not all(is_public(address) for address in found):
            raise BadAddress

    def is_extra(self, host: str | None, port: int | None) -> bool:
        """Whether this is one of the `push_hosts`, which may stand on any port and in any network."""
        return f"{host}:{port}" in self._push_hosts


class PublicResolver(ThreadedResolver):
    """Looks a host up for the connection that is about to be made: what was checked is what is connected to."""

    def __init__(self, addresses: Addresses) -> None:
        super().__init__()
        self._addresses = addresses

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a host; `OSError` if one of them is not public."""
        found = await super().resolve(host, port, family)
        if not self._addresses.is_extra(host, port) and not all(is_public(result["host"]) for result in found):
            raise OSError("a push service has an address that is not public")
        return found


def is_public(address: str) -> bool:
    """Whether an IP address is reached through the internet only, also when one is wrapped in another."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ipaddress.IPv4Address(ip.packed[-4:]) if ip in NAT64 else ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _is_push_service(url: URL) -> bool:
    host = url.host or ""
    is_known = host in PUSH_SERVICES or host.endswith(PUSH_DOMAINS)
    return url.scheme == "https" and url.port == 443 and is_known


def _is_plain(endpoint: str) -> bool:
    # Two readers of an odd address may disagree about its host.
    return endpoint.isascii() and endpoint.isprintable() and not set(endpoint) & {" ", "\\"}
