"""The migrations make the very tables that the code knows, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from app.database import create_engine_for, metadata
from app.schema import migrate


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest) -> Engine:
    """Return a database made by the migrations alone."""
    engine: Engine = request.getfixturevalue("postgresql") if request.param == "postgresql" else _new(request)
    metadata.drop_all(engine)
    migrate(engine)
    return engine


def test_the_migrations_make_the_tables_of_the_code(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, metadata) == []


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name in metadata.tables


def _new(request: pytest.FixtureRequest) -> Engine:
    return create_engine_for(f"sqlite+pysqlite:///{request.getfixturevalue('tmp_path') / 'new.sqlite'}")
