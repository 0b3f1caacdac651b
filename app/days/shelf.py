"""What can be picked for a card or a rhythm: the moments by their kind, and those that a group uses most."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from app.days.usage import usage_of_group
from app.pictograms.catalogue import Concept, moments_by_category

MOST_FAVOURITES = 12


def _(msgid: str) -> str:
    return msgid


CATEGORIES = {
    "coming_and_going": _("Coming and going"),
    "care": _("Care"),
    "play": _("Play"),
    "making": _("Making"),
    "language": _("Words and stories"),
    "moving": _("Moving"),
    "outdoors": _("Outdoors"),
    "celebrating": _("Celebrating"),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a picker shows; the favourites are ids, the most used first."""

    concepts: Mapping[str, tuple[Concept, ...]]
    categories: Mapping[str, str]
    favourites: list[str]


def shelf_of(session: Session, group_id: UUID) -> Shelf:
    """Return what a group can pick, whose pages the caller has asked for at the door."""
    favourites = [concept_id for concept_id, _count in usage_of_group(session, group_id).most_common(MOST_FAVOURITES)]
    return Shelf(moments_by_category(), CATEGORIES, favourites)
