"""Holding what the server keeps against what it answered: anything missing, half there or there twice is a finding."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from app.days.models import CardChange, DayCard, Moment, Publication, PublishedPhoto
from app.media.models import Photo
from tests.durability.card_on_phone import CardOnPhone, SeenMoment


def findings_in_rows(engine: Engine, cards: Sequence[CardOnPhone]) -> list[str]:
    """Return what is wrong with the database."""
    with Session(engine) as session:
        found = [finding for card in cards for finding in _of_card(session, card)]
        return [*found, *_of_photos(session, cards), *_of_database(session)]


def _of_card(session: Session, card: CardOnPhone) -> Iterator[str]:
    row = session.exec(select(DayCard).where(DayCard.group_id == card.place.group_id)).one_or_none()
    if row is None:
        yield f"card of {card.place.group_id}: missing"
        return
    rows = session.exec(select(CardChange).where(CardChange.card_id == row.id)).all()
    yield from _compared(row, "changes", {one.id: one.steps for one in rows}, _steps(card))
    yield from _compared(row, "version", row.version, len(card.changes))
    moments = select(Moment).where(Moment.card_id == row.id, col(Moment.is_removed).is_(False))
    present = session.exec(moments.order_by(col(Moment.position))).all()
    yield from _compared(row, "positions", [one.position for one in present], list(range(len(present))))
    yield from _compared(row, "moments", [_seen(one) for one in present], card.moments)
    yield from _of_publications(session, row, card)


def _of_publications(session: Session, row: DayCard, card: CardOnPhone) -> Iterator[str]:
    rows = session.exec(select(Publication).where(Publication.card_id == row.id)).all()
    shown = {one.id: [_shown(moment) for moment in one.moments] for one in rows}
    expected = {id_: [_as_shown(moment) for moment in moments] for id_, moments in card.publications.items()}
    yield from _compared(row, "publications", shown, expected)
    yield from _compared(
        row, "published version", row.published_version, max((one.version for one in rows), default=None)
    )
    photos = session.exec(select(PublishedPhoto.photo_id).where(PublishedPhoto.card_id == row.id)).all()
    yield from _compared(row, "published photos", set(photos), card.published_photo_ids)


def _of_photos(session: Session, cards: Sequence[CardOnPhone]) -> Iterator[str]:
    answered = {photo_id for card in cards for photo_id in card.photos}
    kept = set(session.exec(select(Photo.id)).all())
    yield from (f"photo {id_}: answered and missing" for id_ in answered - kept)
    yield from (f"photo {id_}: kept under an id that nobody has" for id_ in kept - answered)


def _of_database(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    if (state := session.connection().execute(text("PRAGMA integrity_check")).scalar_one()) != "ok":
        yield f"database: {state}"
    yield from (f"database: {row}" for row in session.connection().execute(text("PRAGMA foreign_key_check")))


def _compared(row: DayCard, what: str, kept: object, expected: object) -> Iterator[str]:
    if isinstance(kept, dict) and isinstance(expected, dict):
        yield from (f"card {row.id}, {what}: {key} is missing" for key in expected.keys() - kept.keys())
        yield from (f"card {row.id}, {what}: {key} is nobody's" for key in kept.keys() - expected.keys())
        yield from (
            f"card {row.id}, {what}: {key} is another" for key in kept if kept[key] != expected.get(key, kept[key])
        )
    elif kept != expected:
        yield f"card {row.id}, {what}: {kept} and not {expected}"


def _steps(card: CardOnPhone) -> dict[object, object]:
    return {change.id: change.as_rows() for change in card.changes}


def _seen(moment: Moment) -> SeenMoment:
    names = asdict(SeenMoment(moment.id, ""))
    return SeenMoment(**{name: getattr(moment, name) for name in names})


def _shown(moment: dict[str, Any]) -> dict[str, Any]:
    photo = moment["photo"]["id"] if moment["photo"] else None
    return {**{name: moment[name] for name in ("id", "concept_id", "state", "badges", "note")}, "photo_id": photo}


def _as_shown(moment: SeenMoment) -> dict[str, Any]:
    values = asdict(moment)
    return values | {"id": str(moment.id), "photo_id": str(moment.photo_id) if moment.photo_id else None}
