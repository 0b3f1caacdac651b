"""Counting an answer: once a ticket, and apart from it."""

from datetime import date
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from app.clock import today
from app.errors import Refused
from app.meanings.models import CheckAnswers, ConceptPhoto
from app.meanings.own_photos import note_change
from app.meanings.tickets import Ticket, use
from app.meanings.understanding import doubted, drawing_of
from app.people.models import Group, Site


def answer(session: Session, ticket: Ticket, chosen_id: str) -> None:
    """Count an answer; the ticket is used by it, and nothing joins the two."""
    if chosen_id not in ticket.choices:
        raise Refused("unknown_choice")
    use(session, ticket)
    organisation_id, connection = UUID(ticket.organisation_id), session.connection()
    before = doubted(connection, organisation_id, [ticket.concept_id])
    _count(session, ticket, organisation_id, chosen_id)
    if doubted(connection, organisation_id, [ticket.concept_id]) != before:
        note_change(session, *_groups_with_own_photo(session, organisation_id, ticket.concept_id))


def _count(session: Session, ticket: Ticket, organisation_id: UUID, chosen_id: str) -> None:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {
        "organisation_id": organisation_id,
        "concept_id": ticket.concept_id,
        "drawing": drawing_of(ticket.concept_id),
        "language": ticket.language,
        "chosen_id": chosen_id,
        "month": _first_of_month(today()),
    }
    counted = insert(CheckAnswers).values(**row, number=1)
    grown = {"number": col(CheckAnswers.number) + 1}
    session.connection().execute(counted.on_conflict_do_update(index_elements=list(row), set_=grown))


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _groups_with_own_photo(session: Session, organisation_id: UUID, concept_id: str) -> list[UUID]:
    query = select(ConceptPhoto.group_id).join(Group).join(Site).where(Site.organisation_id == organisation_id)
    query = query.where(ConceptPhoto.concept_id == concept_id, col(ConceptPhoto.removed_at).is_(None))
    return list(session.exec(query))
