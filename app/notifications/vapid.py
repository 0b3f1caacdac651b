"""Who we are to a push service: a key of our own, and a short signed note that carries it."""

import base64
import logging
import os
import re
import tempfile
import time
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02
from yarl import URL

from app.config import Settings

log = logging.getLogger("dagkaart")
VALID_SECONDS = 12 * 3600
RENEWED_BEFORE_SECONDS = 3600
CONTACT = re.compile(r"mailto:[^@\s]+@(?P<mail>[\w.-]+)|https://(?P<site>[\w.-]+)(/\S*)?")
RESERVED = re.compile(r"(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local)$")


class Vapid:
    """Signs for one key and one contact; a signed note serves an origin for hours."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, contact: str) -> None:
        self._signer, self._contact = Vapid02(key), contact
        self._headers: dict[str, tuple[float, str]] = {}
        point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        self.public_key = base64.urlsafe_b64encode(point).decode().rstrip("=")

    def header(self, url: URL) -> str:
        """Return the `Authorization` header for a push service."""
        origin = str(url.origin())
        expires_at, header = self._headers.get(origin, (0.0, ""))
        if expires_at - time.time() < RENEWED_BEFORE_SECONDS:
            expires_at = time.time() + VALID_SECONDS
            claims = {"aud": origin, "exp": int(expires_at), "sub": self._contact}
            header = self._signer.sign(claims)["Authorization"]
            self._headers[origin] = (expires_at, header)
        return header


def vapid_of(settings: Settings) -> Vapid:
    """Return the signer of this server; its key is made on first use and kept in the data folder."""
    return _vapid(settings.data_folder / "vapid.pem", settings.contact)


def check_contact(contact: str) -> None:
    """Refuse a contact that isn't `mailto:` or `https:`, and warn of one that nobody can be reached at."""
    found = CONTACT.fullmatch(contact)
    if found is None:
        raise ValueError("DAGKAART_CONTACT must be a mailto: or https: address")
    if RESERVED.search(found["mail"] or found["site"]):
        log.warning("DAGKAART_CONTACT is not a real address: some push services, Apple's for one, will refuse us")


@cache
def _vapid(path: Path, contact: str) -> Vapid:
    check_contact(contact)
    if not path.exists():
        _make_key(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path.name} is not a P-256 key")
    return Vapid(key, contact)


def _make_key(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent) as file:  # readable by us alone
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
        if not path.exists():
            _link(file.name, path)


def _link(made: str, path: Path) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        return  # another process was first; its key is the key
