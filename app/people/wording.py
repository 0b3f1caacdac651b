"""What people type, made safe to keep and to show: one form of each letter, and nothing that reorders a screen."""

import re
import unicodedata

from app.errors import Refused

MAX_NAME_LENGTH = 60
MAX_NOTE_LENGTH = 280

# Marks and overrides of direction could make a name read as another one, or turn the words around it. The joiners
# U+200C and U+200D stay: Persian, Kurdish and others are spelled with them.
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_SHAPELESS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters all the same, such as the Hangul filler
_UNWANTED = re.compile(f"[{_DIRECTION}{_INVISIBLE}{_SHAPELESS}]")
# No language puts more than three marks on a letter; a tower of them climbs over the lines above.
_TOWER = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")


def _(msgid: str) -> str:
    return msgid


def clean_name(text: str) -> str:
    """Return a name on one line; refuse none at all, or one of more than 60 characters."""
    name = " ".join(_clean(text).split())
    if not any(unicodedata.category(character)[0] in "LNPS" for character in name):
        raise Refused("name_missing", pictogram="ui_edit", message=_("A name is missing."))
    if len(name) > MAX_NAME_LENGTH:
        raise Refused("name_too_long", pictogram="ui_too_large", message=_("This name is too long."))
    return name


def clean_note(text: str, max_length: int = MAX_NOTE_LENGTH) -> str:
    """Return a note with its lines, which may be empty; refuse one that is too long."""
    lines = [" ".join(line.split()) for line in _clean(text).splitlines()]
    note = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(note) > max_length:
        raise Refused("note_too_long", pictogram="ui_too_large", message=_("This note is too long."))
    return note


def _clean(text: str) -> str:
    composed = _TOWER.sub(r"\1", unicodedata.normalize("NFC", _UNWANTED.sub("", text)))
    return "".join(character for character in composed if _is_writing(character))


def _is_writing(character: str) -> bool:
    # Control characters, halves of surrogate pairs and private code points are nobody's letters.
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cs", "Co"}
