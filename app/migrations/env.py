"""How Alembic reaches our database."""

from alembic import context
from sqlalchemy import Connection

from app.database import metadata
from app.main import create_app as _every_table_is_known_through_this_import  # noqa: F401 -- registers the tables


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    # The durable queue keeps its tables in the same database and looks after them itself.
    return kind != "table" or name in metadata.tables


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_name=_is_ours,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
