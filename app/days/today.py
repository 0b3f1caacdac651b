"""What a caregiver sees of a day: the newest publication of the card of each child's group."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.clock import today
from app.days.models import DayCard, Publication, State
from app.errors import NotFound
from app.people import access
from app.people.actors import CaregiverActor
from app.people.models import Child

EARLIER_DAYS = 5
SHOWN_FOR_DAYS = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """A day as one caregiver sees it: their children, one of them chosen, and the card of that child's group."""

    children: Sequence[Child]
    child: Child
    day: date
    is_today: bool
    publication: Publication | None
    earlier: Sequence[date]

    @property
    def moments(self) -> list[dict[str, Any]]:
        """Return the published moments, each with `place`: done, now, next or later; a past day is all done."""
        moments = [dict(moment) for moment in self.publication.moments] if self.publication else []
        has_next = False
        for moment in moments:
            moment["place"] = self._place(moment["state"], has_next=has_next)
            has_next = has_next or moment["place"] == "next"
        return moments

    def etag(self, actor: CaregiverActor, version: str) -> str:
        """Return a stamp of everything this page is made of; `version` is the built files' and the words'."""
        parts = [
            version,
            actor.caregiver_id,
            actor.language,
            actor.reading,
            self.day,
            self.is_today,
            self.child.id,
            self.publication.id if self.publication else "",
            *self.earlier,
            *((child.id, child.given_name, child.avatar, child.photo_id) for child in self.children),
        ]
        return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'

    def _place(self, state: str, *, has_next: bool) -> str:
        if not self.is_today or state == State.DONE:
            return "done"
        if state == State.NOW:
            return "now"
        return "later" if has_next else "next"


def see(session: Session, caregiver: CaregiverActor, day: date | None, child_id: UUID | None) -> Seen:
    """Return a day as the caregiver may see it; without a day today, without a child the first by name."""
    children = access.children_of(session, caregiver)
    child = next((child for child in children if child_id in {None, child.id}), None)
    if child is None:
        raise NotFound
    shown_day = day or today()
    if not today() - timedelta(days=SHOWN_FOR_DAYS) <= shown_day <= today():
        raise NotFound
    return Seen(
        children=children,
        child=child,
        day=shown_day,
        is_today=shown_day == today(),
        publication=_newest(session, child.group_id, shown_day),
        earlier=_published_days(session, child.group_id),
    )


def _newest(session: Session, group_id: UUID, day: date) -> Publication | None:
    query = select(Publication).join(DayCard).where(DayCard.group_id == group_id, DayCard.day == day)
    return session.exec(query.order_by(col(Publication.version).desc()).limit(1)).first()


def _published_days(session: Session, group_id: UUID) -> Sequence[date]:
    query = select(col(DayCard.day)).where(DayCard.group_id == group_id, col(DayCard.published_version).is_not(None))
    query = query.where(DayCard.day < today(), DayCard.day >= today() - timedelta(days=SHOWN_FOR_DAYS))
    return session.exec(query.order_by(col(DayCard.day).desc()).limit(EARLIER_DAYS)).all()
