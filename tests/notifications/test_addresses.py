"""Which endpoints are taken: a browser sends them, so they may point anywhere."""

import asyncio
import socket

import pytest

from app.notifications.addresses import Addresses, BadAddress, PublicResolver, is_public

GOOD = [
    "https://fcm.googleapis.com/fcm/send/abc:def_123",
    "https://fcm.googleapis.com:443/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
    "https://web.push.apple.com/QGuQ",
    "https://wns2-by3p.notify.windows.com/w/?token=BQYA",
]
BAD = [
    "http://fcm.googleapis.com/fcm/send/abc",
    "https://fcm.googleapis.com:8443/fcm/send/abc",
    "https://evilfcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evilnotify.windows.com/x",
    "https://notify.windows.com.evil.example/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://someone:secret@fcm.googleapis.com/x",
    "https://evil.example\\@fcm.googleapis.com/x",
    "https://fcm.googleapis.com\t.evil.example/x",
    "https://fcm.googleapis.com./x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://169.254.169.254/latest/meta-data",
    "https://fcm.googleapis.cοm/x",
    "https://fcm.googleapis.com:99999/x",
    "file:///etc/passwd",
    "//fcm.googleapis.com/x",
    "fcm.googleapis.com",
    "",
    "https://fcm.googleapis.com/" + "x" * 3000,
]


@pytest.mark.parametrize("endpoint", GOOD)
def test_the_push_services_of_the_browsers_are_taken(endpoint: str) -> None:
    assert str(Addresses().url_of(endpoint)) == endpoint.replace(":443/", "/")


@pytest.mark.parametrize("endpoint", BAD)
def test_anything_else_is_refused(endpoint: str) -> None:
    with pytest.raises(BadAddress):
        Addresses().url_of(endpoint)


def test_an_extra_push_service_is_taken_on_exactly_its_own_port() -> None:
    addresses = Addresses(["127.0.0.1:4000"])
    assert addresses.url_of("http://127.0.0.1:4000/x").port == 4000
    for endpoint in ("http://127.0.0.1:4001/x", "http://localhost:4000/x", "https://127.0.0.1:4000/x"):
        with pytest.raises(BadAddress):
            addresses.url_of(endpoint)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_an_address_inside_a_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["142.250.102.95", "2a00:1450:4013:c01::5f", "64:ff9b::8efa:665f"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_a_known_name_that_leads_inside_is_refused_when_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    _lead_to(monkeypatch, "142.250.102.95", "127.0.0.1")
    addresses = Addresses()
    with pytest.raises(BadAddress):
        addresses.check_reachable(addresses.url_of(GOOD[0]))


def test_a_known_name_that_leads_inside_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    _lead_to(monkeypatch, "10.0.0.1")

    async def resolve() -> None:
        await PublicResolver(Addresses()).resolve("fcm.googleapis.com", 443)

    with pytest.raises(OSError, match="not public"):
        asyncio.run(resolve())


def test_a_public_name_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    _lead_to(monkeypatch, "142.250.102.95")
    addresses = Addresses()
    addresses.check_reachable(addresses.url_of(GOOD[0]))


def _lead_to(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    # The name server is what an attacker would own, so it is the one thing played here.
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: entries)
