"""A site of the demo's people and a real server on it, as many as a journey needs."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from sqlalchemy import Engine
from sqlmodel import Session

from app import seed
from app.config import Settings
from app.database import create_engine_for
from app.main import create_app
from app.media.storage import get_storage
from app.notifications import work
from app.schema import migrate

PASSWORD = "a good long password"


def new_site(folder: Path) -> Engine:
    """Return a database with the demo site, made as an operator makes one."""
    engine = create_engine_for(f"sqlite+pysqlite:///{folder / 'dagkaart.sqlite'}")
    migrate(engine)
    work.create_tables(engine)
    with Session(engine) as session:
        seed.seed(session, PASSWORD)
        session.commit()
    seed.live(engine, get_storage())
    return engine


@contextmanager
def serving(settings: Settings, site: Engine, *, is_at_work: bool) -> Iterator[str]:
    """Give the address of a running server on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(settings, site, is_at_work=is_at_work)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(timeout=10)
