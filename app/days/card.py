"""A day's card as staff see it: found, pre-filled from the rhythm, and opened for a change."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.clock import today
from app.days.locking import locked
from app.days.models import DayCard, Moment
from app.days.rhythm import prefilled
from app.errors import NotFound
from app.people import access
from app.people.actors import StaffActor

EARLIEST_DAYS, LATEST_DAYS = 60, 14


@dataclass(slots=True)
class OpenCard:
    """A card with its moments in order; removed ones are kept apart."""

    card: DayCard
    moments: list[Moment]
    removed: list[Moment]

    @property
    def has_unpublished_changes(self) -> bool:
        """Whether parents see something else than staff do."""
        return self.card.published_version != self.card.version

    def moment(self, moment_id: UUID) -> Moment:
        """Return a moment of this card, removed or not."""
        for moment in [*self.moments, *self.removed]:
            if moment.id == moment_id:
                return moment
        raise NotFound


def card_of(session: Session, staff: StaffActor, group_id: UUID, day: date) -> OpenCard:
    """Return a group's card of a day; without one yet, what the rhythm would make of it, unsaved."""
    group = access.group_of(session, staff, group_id)
    _check_day(day)
    card = session.exec(_query(group.id, day)).first()
    if card is None:
        unsaved = DayCard(id=_card_id(group.id, day), group_id=group.id, day=day)
        return OpenCard(unsaved, prefilled(session, group.id, day, unsaved.id), [])
    return _opened(session, card)


def card_to_change(session: Session, staff: StaffActor, group_id: UUID, day: date) -> OpenCard:
    """Return a card that nobody else can change until this transaction ends; the first change makes its rows."""
    group = access.group_of(session, staff, group_id)
    _check_day(day)
    card_id = _card_id(group.id, day)
    card, is_new = locked(session, _query(group.id, day), DayCard, id=card_id, group_id=group.id, day=day, version=0)
    if is_new:
        session.add_all(prefilled(session, group.id, day, card.id))
        session.flush()
    return _opened(session, card)


def _opened(session: Session, card: DayCard) -> OpenCard:
    rows = session.exec(select(Moment).where(Moment.card_id == card.id).order_by(col(Moment.position))).all()
    present = [moment for moment in rows if not moment.is_removed]
    return OpenCard(card, present, [moment for moment in rows if moment.is_removed])


def _query(group_id: UUID, day: date) -> SelectOfScalar[DayCard]:
    return select(DayCard).where(DayCard.group_id == group_id, DayCard.day == day)


def _card_id(group_id: UUID, day: date) -> UUID:
    return uuid5(group_id, day.isoformat())


def _check_day(day: date) -> None:
    if not today() - timedelta(days=EARLIEST_DAYS) <= day <= today() + timedelta(days=LATEST_DAYS):
        raise NotFound
