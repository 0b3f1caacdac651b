"""Sentences that can be heard: as a person's recordings of their parts, or as one clip at an address of our making.

The address carries a keyed hash, so that nobody else can make the server say, and keep, a sentence of their choice.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from app.config import get_settings
from app.language.sentences import clause, sentence
from app.security import keyed_hash
from app.speech.clips import clip_key, has_voice
from app.speech.keys import WORDS, text_of
from app.speech.voices import recording_url

CLAUSES = "did/"  # before a concept's id: the key of the recording of its clause
FOLDER = "sentences"  # of their clips, which go when no page can show them any more
KINDS = {"today": True, "earlier": False}  # how a sentence begins, as its address has it
SEAL_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a person says of a sentence, which sounds before the next with a pause between."""

    text: str
    clip: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a day was, in one language: heard as its parts where there are any, else as its clip, else unheard."""

    language: str
    text: str
    clip: str | None
    parts: tuple[Part, ...]


def sentence_of(language: str, concept_ids: Sequence[str], *, is_today: bool) -> Sentence | None:
    """Return what we did in a language, and how it sounds; None where the language has no such sentence."""
    text = sentence(language, concept_ids, is_today=is_today)
    if not text:
        return None
    return Sentence(
        language, text, _clip(language, text, concept_ids, is_today), _parts(language, concept_ids, is_today)
    )


def text_at(language: str, name: str) -> str:
    """Return the sentence at an address; empty unless the address is one that this server gave out."""
    told, _, seal = name.rpartition(".")
    if not hmac.compare_digest(_seal(language, told).encode(), seal.encode()):
        return ""
    kind, *concept_ids = told.split(".")
    return sentence(language, concept_ids, is_today=KINDS[kind])


def _clip(language: str, text: str, concept_ids: Sequence[str], is_today: bool) -> str | None:
    if not has_voice(language):
        return None
    told = ".".join(("today" if is_today else "earlier", *concept_ids))
    address = f"/clips/{language}/sentences/{told}.{_seal(language, told)}.m4a"
    return f"{address}?v={clip_key(language, text)[:12]}"


def _seal(language: str, told: str) -> str:
    return keyed_hash(f"sentence {language} {told}", get_settings().secret_key)[:SEAL_LENGTH]


def _parts(language: str, concept_ids: Sequence[str], is_today: bool) -> tuple[Part, ...]:
    # All or nothing: two voices in one sentence are harder to follow than the server's alone.
    begins = [_recorded(language, f"{WORDS}today", text_of(language, f"{WORDS}today"))] if is_today else []
    found = [*begins, *(_recorded_clause(language, concept_id) for concept_id in concept_ids)]
    parts = tuple(part for part in found if part is not None)
    return parts if len(parts) == len(found) else ()


def _recorded_clause(language: str, concept_id: str) -> Part | None:
    # A label stands for a clause that nobody has recorded: named one after another, with pauses, they tell the same.
    said = _recorded(language, CLAUSES + concept_id, clause(language, concept_id))
    return said or _recorded(language, concept_id, text_of(language, concept_id))


def _recorded(language: str, key: str, text: str) -> Part | None:
    address = recording_url(language, key)
    return Part(text, address) if address else None
