"""Asking any route as anybody, and putting the world back as it was."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pysqlite3
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import Engine, event
from sqlmodel import Session

from app.database import create_engine_for
from app.main import create_app
from tests.access_matrix.recipe import Recipe
from tests.access_matrix.voices import put_sounds_back
from tests.access_matrix.world import World, make_world, settings_of_world

Rows = list[tuple[str, list[Any]]]


@dataclass
class Asking:
    """A browser that carries the cookie of whoever is said to ask."""

    world: World
    engine: Engine
    client: TestClient
    kept: Any
    watching: Any
    seen_version: int = 0

    @classmethod
    @contextmanager
    def in_a_new_world(cls, empty_database: Path, folder: Path) -> Iterator["Asking"]:
        """Make the world once, keep a copy of it in memory, and a server on it."""
        path = folder / "dagkaart.sqlite"
        shutil.copy(empty_database, path)
        engine = create_engine_for(f"sqlite+pysqlite:///{path}")
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
        world = make_world(engine)
        kept = pysqlite3.dbapi2.connect(":memory:")
        with pysqlite3.dbapi2.connect(path) as made:
            made.backup(kept)
        app = create_app(settings_of_world(), engine, is_at_work=False)
        # Without the server's own life beside it: that looks for new voices, which are one for the whole process.
        yield cls(world, engine, TestClient(app, follow_redirects=False), kept, pysqlite3.dbapi2.connect(path))
        engine.dispose()

    def put_back(self) -> None:
        """Make the database what it was."""
        pooled = self.engine.raw_connection()
        try:
            self.kept.backup(pooled.driver_connection)
        finally:
            pooled.close()
        with Session(self.engine) as session:
            put_sounds_back(session)
        self.client.cookies.clear()
        self.seen_version = self._version()

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was written since the world was put back; far quicker than looking at all rows."""
        return self._version() == self.seen_version

    def rows(self) -> Rows:
        """Return all there is in the database, to see whether it is still the same."""
        pooled = self.engine.raw_connection()
        try:
            found: Any = pooled.driver_connection
            names = [name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return [(name, found.execute(f'SELECT * FROM "{name}"').fetchall()) for name in sorted(names)]  # noqa: S608 -- its own names
        finally:
            pooled.close()

    def ask(
        self, recipe: Recipe, by: str, *, accept: str = "application/json", sent: object = None, **changed: object
    ) -> Response:
        """Ask with a recipe as somebody; `changed` are other ids in its address, `sent` another body."""
        names = self.world.own | recipe.ids(self.world) | changed
        body = recipe.body(self.world) if sent is None else sent
        headers = {"accept": accept, "cookie": self.world.cookies[by]}
        self.client.cookies.clear()
        path = recipe.path.format(**names) + recipe.query
        return self.client.request(recipe.method, path, headers=headers, **{recipe.kind: body} if body else {})

    def _version(self) -> int:
        [(version,)] = self.watching.execute("PRAGMA data_version")
        return int(version)
