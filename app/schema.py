"""Bringing a database to the newest schema."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from app.config import PROJECT_FOLDER


def migrate(engine: Engine) -> None:
    """Apply every migration that the database lacks."""
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "head")


def configuration(connection: object) -> Config:
    """Return Alembic's configuration on a connection of ours."""
    config = Config()
    config.set_main_option("script_location", str(PROJECT_FOLDER / "app" / "migrations"))
    config.attributes["connection"] = connection
    return config
