"""The demo's days: cards filled in and published as staff do it, with photos of the group's things."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.clock import today
from app.database import transaction
from app.days import editing, publication
from app.days.card import card_of
from app.days.changes import BadgeStep, Change, NoteStep, PhotoStep, StateStep, Step
from app.days.models import DayCard, Moment, State
from app.media.service import save_photo
from app.media.storage import Storage
from app.people import access
from app.people.actors import StaffActor
from app.people.models import StaffMember
from app.seed.people import EMAIL, GROUPS, actor

PHOTOS = Path(__file__).parent / "photos"
PAST_DAYS, DONE_TODAY = 3, 6
SATURDAY = 5
SHOWN_BY = {
    "beads_threading": "beads",
    "birthday": "crown",
    "blocks_build": "blocks",
    "book_corner": "books",
    "fruit": "fruit",
    "garden_plants": "seedlings",
    "outside_play": "boots",
    "paint": "paint",
    "play_dough": "dough",
    "read_aloud": "books",
    "sandpit": "sand",
}
BADGES = {
    "beads_threading": ("did_it_alone",),
    "birthday": ("big_group", "proud"),
    "blocks_build": ("with_friend",),
    "garden_plants": ("outside", "first_time"),
    "inloop_play_together": ("with_friend",),
    "outside_play": ("outside",),
    "paint": ("proud",),
    "play_dough": ("small_group",),
    "sandpit": ("outside",),
}
NOTES = {
    "birthday": "Hoera, er is iemand vier geworden!",
    "fruit": "Appel, banaan en druiven.",
    "garden_plants": "De zonnebloemen krijgen elke dag water.",
}


def live(engine: Engine, storage: Storage) -> None:
    """Make the demo's missing cards, today's and the last three school days'; without a demo do nothing."""
    with transaction(engine) as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == EMAIL)).first()
        missing = list(_missing(session, actor(member))) if member else []
    for group_id, day in missing:
        if member is not None:
            _make(engine, storage, actor(member), group_id, day)


def _missing(session: Session, staff: StaffActor) -> Iterator[tuple[UUID, date]]:
    names = {name for name, _avatar in GROUPS}
    for group in access.groups_of(session, staff):
        made = set(session.exec(select(col(DayCard.day)).where(DayCard.group_id == group.id)))
        if group.name in names:
            yield from ((group.id, day) for day in [*_school_days(), today()] if day not in made)


def _school_days() -> list[date]:
    before = (today() - timedelta(days=ago) for ago in range(1, 8))
    return [day for day in before if day.weekday() < SATURDAY][:PAST_DAYS]


def _make(engine: Engine, storage: Storage, staff: StaffActor, group_id: UUID, day: date) -> None:
    with transaction(engine) as session:
        moments = card_of(session, staff, group_id, day).moments
    began = moments[: DONE_TODAY + 1] if day == today() else moments
    steps: list[Step] = []
    for moment in began:
        is_now = day == today() and moment is began[-1]
        steps += _steps(moment, State.NOW if is_now else State.DONE)
        steps += _photo_steps(engine, storage, staff, group_id, moment)
    with transaction(engine, is_writing=True) as session:
        editing.apply(session, staff, group_id, day, Change(id=uuid4(), steps=steps))
        publication.publish(session, staff, group_id, day, uuid4())


def _steps(moment: Moment, state: State) -> Iterator[Step]:
    yield StateStep(moment_id=moment.id, saw=State.PLANNED, state=state)
    for badge in BADGES.get(moment.concept_id, ()):
        yield BadgeStep(moment_id=moment.id, badge=badge, has_badge=True)
    if note := NOTES.get(moment.concept_id):
        yield NoteStep(moment_id=moment.id, saw="", note=note)


def _photo_steps(engine: Engine, storage: Storage, staff: StaffActor, group_id: UUID, moment: Moment) -> Iterator[Step]:
    if name := SHOWN_BY.get(moment.concept_id):
        with (PHOTOS / f"{name}.jpg").open("rb") as source:
            photo = save_photo(engine, storage, staff, uuid5(group_id, name), group_id, source)
        yield PhotoStep(moment_id=moment.id, saw=None, photo_id=photo.id)
