"""Prepared queries: what they read is converted as SQLAlchemy does it, and a failed one spoils nobody's connection."""

from uuid import uuid4

import pytest
from psycopg.errors import DivisionByZero
from sqlalchemy import Engine, Integer, Uuid, bindparam, literal, select, text

from app.prepared import Prepared, as_list, is_among


def test_a_failed_read_leaves_no_connection_without_transactions(postgresql: Engine) -> None:
    divided = literal(1).op("/", return_type=Integer())(bindparam("by", type_=Integer))
    prepared = Prepared(postgresql, select(divided.label("divided")))
    with postgresql.begin() as connection:
        connection.execute(text("CREATE TABLE note (words text)"))
    with pytest.raises(DivisionByZero):
        prepared.all(by=0)
    with postgresql.connect() as connection, connection.begin() as unfinished:
        connection.execute(text("INSERT INTO note VALUES ('half')"))
        unfinished.rollback()
    with postgresql.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM note")).scalar_one() == 0


@pytest.mark.parametrize("name", ["engine", "postgresql"])
def test_a_list_is_one_value_and_rows_have_the_types_of_the_query(name: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(name)
    made = uuid4()
    row = select(literal("b").label("letter"), bindparam("id", type_=Uuid).label("id")).subquery()
    query = select(row.c.letter, row.c.id).where(is_among(row.c.letter, "letters", engine.dialect.name))
    prepared = Prepared(engine, query)
    [found] = prepared.all(letters=as_list(["a", "b"], engine.dialect.name), id=made)
    assert (found.letter, found.id) == ("b", made)
    assert prepared.all(letters=as_list(["a", "c"], engine.dialect.name), id=made) == []
