"""The digest: once a day, at pick-up time, a group's families hear that there is something new to see."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from app.clock import moment_of, now, today
from app.notifications import outbox
from app.notifications.models import Kind
from app.people.models import Group


def note_publication(session: Session, group_id: UUID, day: date) -> None:
    """Arrange the digest of a card that is being published, in the same transaction; later publications add nothing.

    It goes out at the group's pick-up time, or now if that has passed. A card of an earlier day brings no news.
    """
    if day < today():
        return
    group = session.get_one(Group, group_id)
    due_at = max(now(), moment_of(day, group.pick_up_at))
    outbox.say_once(session, Kind.DIGEST, group_id, day, due_at)
