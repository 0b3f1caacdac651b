"""What a phone shows: neutral words in the device's language, in the Declarative Web Push form; never a name."""

import json
from datetime import date

from app.language.catalogues import translator
from app.language.languages import language_of
from app.notifications.models import Kind


def _(msgid: str) -> str:
    return msgid


TITLES = {
    Kind.DIGEST: _("There is something new to see"),
    Kind.TEST: _("This works: you will get a message here"),
    Kind.THEME: _("There is something new to see"),
}


def tag_of(kind: Kind, day: date) -> str:
    """Return what makes two notifications one, on the phone (`tag`) and at the push service (`Topic`)."""
    return f"{kind}-{day}"


def payload(kind: Kind, day: date, language: str, public_url: str) -> bytes:
    """Return the message; `navigate` is a whole address, since Safari knows no page that it could be relative to."""
    found = language_of(language)
    words = _smallest(kind, language, public_url)
    words |= {"lang": found.tag, "dir": found.direction, "tag": tag_of(kind, day)}
    return _packed(words)


def smallest_payload(kind: Kind, language: str, public_url: str) -> bytes:
    """Return the least that can be shown, for a push service that found the message too large."""
    return _packed(_smallest(kind, language, public_url))


def _smallest(kind: Kind, language: str, public_url: str) -> dict[str, str]:
    return {"title": translator(language).gettext(TITLES[kind]), "navigate": f"{public_url.rstrip('/')}/today"}


def _packed(notification: dict[str, str]) -> bytes:
    return json.dumps({"web_push": 8030, "notification": notification}, ensure_ascii=False).encode()
