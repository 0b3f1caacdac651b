"""Bundles as somebody could make them with any tool that writes zip and JSON."""

import hashlib
import io
import json
import zipfile
from functools import cache

from app.speech.encode import encode
from app.speech.espeak import say


@cache
def clip() -> bytes:
    """Return a word as a bundle carries it."""
    return encode(say("nl", "Dansen"))


def entry(of_clip: bytes | None = None, **changed: object) -> dict[str, object]:
    """Return what a manifest says about a clip."""
    known = {"key": "dance", "text": "Ciyaar", "alias": "Hodan", "dialect": "", "date": "2026-11-20", "seconds": 0.9}
    return {**known, "sha256": hashlib.sha256(of_clip or clip()).hexdigest(), "file": "clips/1.m4a", **changed}


def manifest(*entries: dict[str, object], **changed: object) -> bytes:
    """Return a manifest, changed somewhere."""
    told: dict[str, object] = {"format": 1, "language": "so", "created": "2026-11-25T10:00:00+00:00"}
    told |= {"licence": "CC BY-SA 4.0", "entries": list(entries or [entry()])}
    return json.dumps(told | changed).encode()


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return files in a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def one_word(told: bytes | None = None, **parts: bytes) -> bytes:
    """Return a bundle of one word, changed somewhere."""
    return zipped({"manifest.json": manifest() if told is None else told, "clips/1.m4a": clip(), **parts})
