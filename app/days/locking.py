"""Rows of which there is one a day: made when they are missing, and nobody else's until the transaction ends."""

from typing import TypeVar

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from app.days.models import DayCard, RhythmDay

Row = TypeVar("Row", DayCard, RhythmDay)


def locked(session: Session, query: SelectOfScalar[Row], kind: type[Row], **missing: object) -> tuple[Row, bool]:
    """Return the one row of a query, and whether it had to be made from `missing` first.

    Two who come at the same time get the same row one after the other, also when neither found it there.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    table: Table = inspect(kind).local_table
    made = session.connection().execute(insert(table).values(**missing).on_conflict_do_nothing().returning(table.c.id))
    is_new = made.first() is not None
    # What this session has read before may be older than what the lock gives.
    found = session.exec(query.with_for_update().execution_options(populate_existing=True)).one()
    return found, is_new
