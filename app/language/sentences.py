"""Sentences: what a group did, told by a sentence of each language's own with a slot for each clause."""

from collections.abc import Sequence

from app.language.catalogues import own_sentence

CLAUSE = "did."  # before a concept's id: the clause that says we did it
# By how many things are told. Each is written whole for its language, for what stands between clauses is its own too:
# CLDR's list patterns join nouns, and Somali, for one, has another "and" between what one did.
TODAY = ("Today we {first}.", "Today we {first} and {second}.", "Today we {first}, {second} and {third}.")
EARLIER = ("We {first}.", "We {first} and {second}.", "We {first}, {second} and {third}.")
SLOTS = ("first", "second", "third")
MOST_THINGS = len(SLOTS)


def sentence(tag: str, concept_ids: Sequence[str], *, is_today: bool) -> str:
    """Return what we did in a language; empty where the language lacks any part of it: rather none than a wrong one."""
    if not 0 < len(concept_ids) <= MOST_THINGS:
        return ""
    written = own_sentence(tag, (TODAY if is_today else EARLIER)[len(concept_ids) - 1])
    clauses = [clause(tag, concept_id) for concept_id in concept_ids]
    if not written or not all(clauses):
        return ""
    return written.format(**dict(zip(SLOTS, clauses, strict=False)))


def clause(tag: str, concept_id: str) -> str:
    """Return how a language says that we did this; empty if it doesn't."""
    return own_sentence(tag, CLAUSE + concept_id)
