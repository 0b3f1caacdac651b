"""Secrets: tokens are opaque and only their hashes are kept."""

import hashlib
import hmac
import secrets

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

CODE_DIGITS = 8
MIN_PASSWORD_LENGTH = 10

_passwords = PasswordHash((Argon2Hasher(),))


def new_token() -> str:
    """Return 256 random bits, safe in a URL fragment and a cookie."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Return a code of eight digits, for people to type; digits are understood in every language."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token; its 256 random bits need no salt or stretching."""
    return hashlib.sha256(_bytes(token)).hexdigest()


def hash_code(code: str, secret_key: str) -> str:
    """Return a keyed hash of a typed code: its few digits could be guessed from a plain hash."""
    return keyed_hash(code, secret_key)


def keyed_hash(text: str, secret_key: str) -> str:
    """Return a hash that only this server can make, so that it knows its own again."""
    return hmac.new(secret_key.encode(), _bytes(text), hashlib.sha256).hexdigest()


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return _passwords.hash(_bytes(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether the password fits; with no hash the same time is spent, so that nobody can tell who exists."""
    fits, _ = _passwords.verify_and_update(_bytes(password), password_hash or _unknown_persons_hash())
    return fits and password_hash is not None


def use_hasher(hasher: Argon2Hasher) -> None:
    """Hash passwords with these parameters from now on; tests use cheap ones."""
    global _passwords, _nobody
    _passwords, _nobody = PasswordHash((hasher,)), ""


_nobody = ""


def _bytes(text: str) -> bytes:
    # Anybody may send half of a surrogate pair; it fits nothing, and is no mistake of ours.
    return text.encode(errors="surrogatepass")


def _unknown_persons_hash() -> str:
    global _nobody  # noqa: PLW0603 -- made once, on first use
    _nobody = _nobody or _passwords.hash(new_token())
    return _nobody
