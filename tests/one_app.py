"""One application for all tests of a process: its routes are made ready when first asked for, which takes long."""

from functools import cache

from fastapi import FastAPI
from sqlalchemy import Engine, create_engine

from app.config import get_settings
from app.main import create_app


def app_on(engine: Engine) -> FastAPI:
    """Return the application on this database, until the next test gives it another."""
    app = _app()
    app.state.engine = engine
    return app


@cache
def _app() -> FastAPI:
    return create_app(get_settings(), create_engine("sqlite://"))
