"""Which concepts days use: those of the rhythms, and of the cards of the last weeks."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.clock import today
from app.days.models import DayCard, Moment, RhythmDay
from app.people.models import Group, Site

RECENT = timedelta(days=60)


def usage_of_days(session: Session, organisation_id: UUID) -> Counter[str]:
    """Return how often each concept stands in the rhythms and on the recent cards of an organisation."""
    return _usage(session, select(Group.id).join(Site).where(Site.organisation_id == organisation_id))


def usage_of_group(session: Session, group_id: UUID) -> Counter[str]:
    """Return how often each concept stands in the rhythm and on the recent cards of one group."""
    return _usage(session, select(Group.id).where(Group.id == group_id))


def _usage(session: Session, groups: SelectOfScalar[UUID]) -> Counter[str]:
    rhythms = session.exec(select(RhythmDay.moments).where(col(RhythmDay.group_id).in_(groups)))
    counts = Counter(str(moment["concept_id"]) for moments in rhythms for moment in moments)
    recent = (
        select(Moment.concept_id, func.count())
        .join(DayCard, col(DayCard.id) == Moment.card_id)
        .where(col(DayCard.group_id).in_(groups), DayCard.day > today() - RECENT)
        .group_by(Moment.concept_id)
    )
    counts.update(dict(session.exec(recent).all()))
    return counts
