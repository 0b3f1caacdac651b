"""What a caregiver sees of a day: the newest publication of the card of each child's group."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Date, Engine, Row, ScalarSelect, String, bindparam, cast, func
from sqlmodel import col, select

from app.clock import today
from app.days.models import DayCard, Publication, State
from app.errors import NotFound, SignInNeeded
from app.meanings.models import OwnPhotosVersion
from app.people.actors import CaregiverActor
from app.people.models import Child
from app.prepared import Prepared, as_list, is_among
from app.sign_in.actor import caregiver_on, note_phone_seen, phone_query
from app.sign_in.models import Device

EARLIER_DAYS = 5
ABOVE_NOW, BELOW_NOW = 3, 4  # moments that the first screen shows around the running one, with one to spare
SHOWN_FOR_DAYS = 60


class ShownChild(NamedTuple):
    """A child among brothers and sisters, for their family to choose."""

    id: UUID
    given_name: str
    avatar: str
    photo_id: UUID | None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a page is made of and nothing else: two phones to which the same is shown may get the same page.

    Without brothers and sisters there is nobody to choose, and then no child stands on the page at all.
    """

    language: str
    reading: str
    day: date
    is_today: bool
    publication_id: UUID | None
    earlier: tuple[date, ...]
    own_photos: tuple[UUID, int] | None = None  # the group with photos of its own, and how often they changed
    children: tuple[ShownChild, ...] = ()
    child_id: UUID | None = None


class Seen(NamedTuple):
    """What is shown, and to whom."""

    caregiver: CaregiverActor
    shown: Shown

    def etag(self, version: str) -> str:
        """Return a stamp of everything this phone's page is made of; `version` is the built files' and the words'."""
        parts = repr((version, self.caregiver.device_id, self.shown))
        return f'"{hashlib.sha256(parts.encode()).hexdigest()[:24]}"'


class Asked(NamedTuple):
    """A phone, by the hash of its token, and the day it asks for; without a day today."""

    token_hash: str
    day: date | None


class Found(NamedTuple):
    """What there is for a phone on a day: a row for each child it may show at this moment."""

    today: date
    rows: tuple[Row[Any], ...]


def find(engine: Engine, asked: Sequence[Asked]) -> list[Found]:
    """Return what there is for each phone: whose it is, which children it may show and what was published.

    All of that is one query for all phones that ask for the same day.
    """
    now_on = today()
    by_day: dict[date, dict[str, list[Row[Any]]]] = {}
    for day in {one.day or now_on for one in asked}:
        hashes = [one.token_hash for one in asked if (one.day or now_on) == day]
        values = {"token_hashes": as_list(hashes, engine.dialect.name), "day": day}
        rows = by_day.setdefault(day, {})
        for row in _prepared(engine).all(**values, today=now_on, oldest=_oldest(now_on)):
            rows.setdefault(row.token_hash, []).append(row)
        for first, *_others in rows.values():
            note_phone_seen(engine, first)
    return [Found(now_on, tuple(by_day[one.day or now_on].get(one.token_hash, ()))) for one in asked]


@lru_cache(maxsize=1024)
def seen_in(found: Found, day: date | None, child_id: UUID | None) -> Seen:
    """Return a day as the caregiver may see it; without a day today, without a child the first by name."""
    now_on, rows = found
    if not rows:
        raise SignInNeeded
    shown_on = day or now_on
    row = next((row for row in rows if child_id in {None, row.id}), None)
    if row is None or not _oldest(now_on) <= shown_on <= now_on:
        raise NotFound
    caregiver = caregiver_on(row)
    shown = Shown(
        language=caregiver.language,
        reading=caregiver.reading,
        day=shown_on,
        is_today=shown_on == now_on,
        publication_id=row.publication_id,
        earlier=_days(row.earlier),
        own_photos=(row.group_id, row.own_photos) if row.own_photos else None,
        children=_siblings(rows),
        child_id=row.id if len(rows) > 1 else None,
    )
    return Seen(caregiver, shown)


def moments_in(connection: Connection, shown: Shown) -> list[dict[str, Any]]:
    """Return the published moments, each with `place`: done, now, next or later; a past day is all done.

    `is_near` is true for those that the first screen may show.
    """
    if shown.publication_id is None:
        return []
    # A publication never changes: a card that does gets another one.
    query = select(Publication.moments).where(Publication.id == shown.publication_id)
    moments = [dict(moment) for moment in connection.execute(query).scalar_one()]
    has_next = False
    for moment in moments:
        moment["place"] = _place(moment["state"], is_today=shown.is_today, has_next=has_next)
        has_next = has_next or moment["place"] == "next"
    middle = next((place for place, moment in enumerate(moments) if moment["place"] == "now"), ABOVE_NOW)
    for place, moment in enumerate(moments):
        moment["is_near"] = -ABOVE_NOW <= place - middle < BELOW_NOW
    return moments


def _place(state: str, *, is_today: bool, has_next: bool) -> str:
    if not is_today or state == State.DONE:
        return "done"
    if state == State.NOW:
        return "now"
    return "later" if has_next else "next"


@lru_cache(maxsize=4)
def _prepared(engine: Engine) -> Prepared:
    child = (col(Child.id), col(Child.given_name), col(Child.avatar), col(Child.photo_id), col(Child.group_id))
    newest, earlier = _newest().label("publication_id"), _earlier(engine.dialect.name).label("earlier")
    own_photos = _own_photos().label("own_photos")
    query = phone_query(*child, newest, earlier, own_photos).order_by(col(Child.given_name), col(Child.id))
    query = query.where(is_among(col(Device.token_hash), "token_hashes", engine.dialect.name))
    return Prepared(engine, query)


def _oldest(now_on: date) -> date:
    return now_on - timedelta(days=SHOWN_FOR_DAYS)


def _newest() -> ScalarSelect[UUID]:
    query = select(Publication.id).join(DayCard).where(DayCard.group_id == Child.group_id)
    query = query.where(DayCard.day == bindparam("day", type_=Date()))
    # Every publication of a card has its own version, so nothing needs to be sorted.
    query = query.where(Publication.version == DayCard.published_version)
    return query.limit(1).correlate(Child).scalar_subquery()


def _earlier(dialect: str) -> ScalarSelect[str]:
    # Neither sorted nor cut short here: for the few days of two months that costs more than finding them.
    before, since = bindparam("today", type_=Date()), bindparam("oldest", type_=Date())
    # SQLAlchemy's own `aggregate_strings` is compiled anew at each execution.
    joined = func.group_concat if dialect == "sqlite" else func.string_agg
    published = select(joined(cast(DayCard.day, String), " ")).where(DayCard.group_id == Child.group_id)
    published = published.where(DayCard.day < before, DayCard.day >= since)
    return published.where(col(DayCard.published_version).is_not(None)).correlate(Child).scalar_subquery()


def _own_photos() -> ScalarSelect[int]:
    query = select(OwnPhotosVersion.number).where(OwnPhotosVersion.group_id == Child.group_id)
    return query.correlate(Child).scalar_subquery()


def _days(text: str | None) -> tuple[date, ...]:
    newest = sorted((text or "").split(), reverse=True)[:EARLIER_DAYS]
    return tuple(map(date.fromisoformat, newest))


def _siblings(rows: Sequence[Row[Any]]) -> tuple[ShownChild, ...]:
    if len(rows) == 1:
        return ()
    return tuple(ShownChild(row.id, row.given_name, row.avatar, row.photo_id) for row in rows)
