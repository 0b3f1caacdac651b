"""Checks: one picture and three meanings to hear, of which a parent taps the one that belongs to it."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, select

from app.meanings.tickets import Ticket, is_used, key_hash_for, signed, this_fortnight
from app.people import access
from app.people.actors import CaregiverActor
from app.pictograms.catalogue import Concept, catalogue
from app.sign_in.actor import phone_query
from app.speech.clips import sound_url
from app.speech.keys import text_of
from app.speech.usage import usage_in

CHOICES = 3
OTHER_LANGUAGES = "mul"  # ISO 639-2: several languages
FEWEST_SPEAKERS = 5  # of whom an answer could be: among fewer it would be somebody's

_random = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Check:
    """What a phone shows: a picture, three meanings in any order, and the ticket to answer with."""

    concept_id: str
    choices: tuple[str, ...]
    ticket: str


def offer(session: Session, caregiver: CaregiverActor, had: Collection[str]) -> Check | None:
    """Return a check this phone may be asked now; none where it has answered this fortnight, or nothing can be asked.

    `had` are the pictures the phone says it was asked about; nobody else remembers them.
    """
    organisation_id = access.organisation_of(session, caregiver)
    language = _counted_as(session, organisation_id, caregiver.language)
    fortnight = this_fortnight()
    key_hash = key_hash_for(caregiver.device_id, fortnight)
    if language is None or is_used(session, key_hash):
        return None
    used = [concept_id for concept_id in usage_in(session, organisation_id) if concept_id not in had]
    askable = [choices for concept_id in sorted(used) if (choices := choices_for(caregiver.language, concept_id))]
    if not askable:
        return None
    choices = _random.choice(askable)
    ticket = Ticket(key_hash, fortnight, str(organisation_id), choices[0], language, choices)
    return Check(choices[0], tuple(_random.sample(choices, CHOICES)), signed(ticket))


def choices_for(language: str, concept_id: str) -> tuple[str, ...]:
    """Return a concept and the two that follow it in its category; empty where these three cannot all be heard.

    After the last comes the first again. Who cannot tell guesses one in three: no other two are ever beside it.
    """
    concept = catalogue().get(concept_id)
    if concept is None:
        return ()
    beside = [other for other in _following(concept) if sound_url(language, other)]
    words = {text_of(language, concept_id)}
    choices = [concept_id]
    for other in beside:
        if len(choices) < CHOICES and text_of(language, other) not in words:
            words.add(text_of(language, other))
            choices.append(other)
    return tuple(choices) if len(choices) == CHOICES and sound_url(language, concept_id) else ()


def _following(concept: Concept) -> list[str]:
    alike = [one.id for one in catalogue().values() if (one.kind, one.category) == (concept.kind, concept.category)]
    place = alike.index(concept.id)
    return [*alike[place + 1 :], *alike[:place]]


def _counted_as(session: Session, organisation_id: UUID, language: str) -> str | None:
    """Return the language that an answer counts for: its own, or with all the small ones together; none among few."""
    speakers = _speakers(session, organisation_id)
    if speakers.get(language, 0) >= FEWEST_SPEAKERS:
        return language
    others = sum(number for number in speakers.values() if number < FEWEST_SPEAKERS)
    return OTHER_LANGUAGES if others >= FEWEST_SPEAKERS else None


def _speakers(session: Session, organisation_id: UUID) -> dict[str, int]:
    """Return how many caregivers of an organisation have a phone that speaks each language."""
    phones = phone_query().subquery()
    query = select(phones.c.language, func.count(phones.c.caregiver_id.distinct()))
    of_organisation = access.caregivers_of_organisation(organisation_id)
    rows = session.exec(query.where(phones.c.caregiver_id.in_(of_organisation)).group_by(phones.c.language))
    return {str(language): int(number) for language, number in rows}
