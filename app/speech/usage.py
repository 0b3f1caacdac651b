"""Which concepts are used most is known by the features that show them; they say so here."""

from collections import Counter
from collections.abc import Callable, Mapping
from uuid import UUID

from sqlmodel import Session

Count = Callable[[Session, UUID], Mapping[str, int]]
_counts: list[Count] = []


def register_usage(count: Count) -> None:
    """Ask this feature too how often an organisation uses each concept."""
    if count not in _counts:
        _counts.append(count)


def usage_in(session: Session, organisation_id: UUID) -> Counter[str]:
    """Return how often an organisation uses each concept."""
    total: Counter[str] = Counter()
    for count in _counts:
        total.update(count(session, organisation_id))
    return total
