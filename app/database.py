"""The database: one engine, one transaction a request, committed at the edge before the answer leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import pysqlite3
from fastapi import Depends, Request
from sqlalchemy import Connection, DateTime, Engine, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import OperationalError
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel
from typing_extensions import override

from app.errors import StorageFull

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite forgets the zone and this gives it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: nobody could say which one it is."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC) if value else None

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def create_engine_for(url: str) -> Engine:
    """Return an engine for SQLite (through `pysqlite3`, durable) or PostgreSQL."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, pool_pre_ping=True, hide_parameters=True)
    # Parameters stay out of error texts: they would carry names and notes into the log.
    engine = create_engine(
        url, module=pysqlite3.dbapi2, connect_args={"timeout": 10}, pool_size=10, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: pysqlite3.dbapi2.Connection, _record: object) -> None:
    # The driver's own transaction handling begins too late for a read that decides a write; _begin does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A request that will write takes the write lock at once, so that what it reads cannot change under it.
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


@contextmanager
def transaction(engine: Engine, *, is_writing: bool = False) -> Iterator[Session]:
    """Run one transaction and commit it; a full disk is `StorageFull`, and nothing of it stays."""
    with Session(engine.execution_options(is_writing=is_writing), expire_on_commit=False) as session:
        try:
            yield session
            session.commit()
        except OperationalError as error:
            if "disk is full" in str(error) or "could not extend file" in str(error):
                raise StorageFull from error
            raise


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection for a single read; PostgreSQL is spared the two trips that a transaction would take."""
    is_alone = engine.dialect.name == "postgresql"
    with (engine.execution_options(isolation_level="AUTOCOMMIT") if is_alone else engine).connect() as connection:
        yield connection


def engine_of(request: Request) -> Engine:
    """Return the application's engine."""
    engine: Engine = request.app.state.engine
    return engine


async def get_engine(request: Request) -> Engine:
    """Give the engine to the few routes that must not hold a transaction while they work."""
    return engine_of(request)


def get_session(request: Request) -> Iterator[Session]:
    """Give a request its one transaction; committed when the endpoint has returned, before anything is answered."""
    with transaction(engine_of(request), is_writing=request.method not in {"GET", "HEAD"}) as session:
        yield session


EngineDep = Annotated[Engine, Depends(get_engine)]
SessionDep = Annotated[Session, Depends(get_session, scope="function")]
