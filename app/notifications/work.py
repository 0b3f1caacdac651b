"""Background work: the one place that knows DBOS, whose queue stands in our own database and survives any crash."""

import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

import pysqlite3
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from app.clock import now
from app.config import Settings
from app.database import transaction
from app.notifications import rounds, sweeping
from app.notifications.models import Notification
from app.notifications.sender import Sender, Stopping

log = logging.getLogger("dagkaart")
logging.getLogger("dbos").setLevel(logging.WARNING)  # it tells of itself at length
NAME, QUEUE, WORKFLOW = "dagkaart", "notifications", "deliver"
VERSION = "1"  # fixed, so that an update takes up what was left before it; another one only if the steps change
POLLING_SECONDS, SWEEPING_SECONDS = 0.4, 60
PARALLEL = 4
KEPT_DAYS = 2


@dataclass(frozen=True, slots=True)
class _Running:
    engine: Engine
    own_engine: Engine
    settings: Settings
    sender: Sender
    dbos: DBOS
    stopping: threading.Event = field(default_factory=threading.Event)


_running: list[_Running] = []  # one at most: DBOS is one for a process as well


def start(engine: Engine, settings: Settings) -> None:
    """Deliver what is waiting and what will come, until `stop`."""
    own_engine = _engine_of_its_own(engine)
    _prepare(own_engine)
    running = _Running(engine, own_engine, settings, Sender(settings), DBOS(config=_config(own_engine)))
    _running.append(running)
    running.sender.start()
    DBOS.launch()
    threading.Thread(target=_sweep_now_and_then, args=[running], name="sweeping", daemon=True).start()


def stop() -> None:
    """Finish what is on its way; what is left waits in the database."""
    while _running:
        running = _running[-1]
        running.stopping.set()
        _let_finish(running)
        running.sender.stop()
        DBOS.destroy()
        running.own_engine.dispose()
        _running.pop()


def create_tables(engine: Engine) -> None:
    """Make DBOS's tables, for those who enqueue before `start`, which makes them too."""
    own_engine = _engine_of_its_own(engine)
    _prepare(own_engine)
    own_engine.dispose()


def enqueue(session: Session, notification_id: UUID, at: datetime) -> None:
    """Have a notification delivered at a moment; in this transaction, so it is saved and will be sent, or neither."""
    options: EnqueueOptions = {
        "workflow_name": WORKFLOW,
        "queue_name": QUEUE,
        "workflow_id": f"{notification_id}@{at.timestamp():.3f}",  # asked twice for one moment, it is one piece of work
    }
    delay = (at - now()).total_seconds()
    if delay > 0:
        options["delay_seconds"] = delay
    _client(session.get_bind().dialect.name).enqueue_in_transaction(session, options, str(notification_id))


@DBOS.workflow(name=WORKFLOW)
def _deliver(notification_id: str) -> None:
    _address(notification_id)
    while _send_batch(notification_id):
        pass
    _plan_next_round(notification_id)


@DBOS.step(retries_allowed=True, interval_seconds=0.5)
def _address(notification_id: str) -> None:
    with transaction(_under_way().engine, is_writing=True) as session:
        rounds.address(session, _notification(session, notification_id))


@DBOS.step(retries_allowed=True, interval_seconds=0.5)
def _send_batch(notification_id: str) -> int:
    running = _under_way()
    with transaction(running.engine, is_writing=True) as session:
        claimed = rounds.claim(session, _notification(session, notification_id), running.settings)
    if claimed:
        answers = running.sender.send([one.message for one in claimed])
        with transaction(running.engine, is_writing=True) as session:
            rounds.record(session, _notification(session, notification_id), claimed, answers)
    return len(claimed)


@DBOS.step(retries_allowed=True, interval_seconds=0.5)
def _plan_next_round(notification_id: str) -> None:
    with transaction(_under_way().engine, is_writing=True) as session:
        next_at = rounds.next_round_at(session, _notification(session, notification_id))
        if next_at is not None:
            enqueue(session, UUID(notification_id), next_at)


def _under_way() -> _Running:
    if not _running or _running[-1].stopping.is_set():
        raise Stopping
    return _running[-1]


def _let_finish(running: _Running) -> None:
    # DBOS's own way of waiting takes whole seconds, and goes on to start work meanwhile.
    for told_to_stop in running.dbos.background_thread_stop_events:
        told_to_stop.set()
    until = time.monotonic() + 2 * running.settings.push_timeout_seconds
    while running.dbos._active_workflows_set.activeList() and time.monotonic() < until:
        time.sleep(0.01)


def _notification(session: Session, notification_id: str) -> Notification:
    return session.get_one(Notification, UUID(notification_id))


def _sweep_now_and_then(running: _Running) -> None:
    while not running.stopping.wait(SWEEPING_SECONDS):
        try:
            sweep(running.engine)
        except Exception as error:
            log.warning("sweeping failed: %s", type(error).__name__)  # the next minute is another chance


def sweep(engine: Engine) -> None:
    """Take up what nobody looks after, and forget what is long done."""
    with transaction(engine, is_writing=True) as session:
        for notification_id in sweeping.left_behind(session):
            enqueue(session, notification_id, now())
        sweeping.remove_old(session)
    before = (now() - timedelta(days=KEPT_DAYS)).isoformat()
    done = DBOS.list_workflows(completed_before=before, limit=1000, load_input=False, load_output=False)
    DBOS.delete_workflows([workflow.workflow_id for workflow in done])


def _prepare(own_engine: Engine) -> None:
    client = _client_on(own_engine)
    client._sys_db.run_migrations()  # the public way would open SQLite with another driver
    client.register_queue(QUEUE, polling_interval_sec=POLLING_SECONDS, worker_concurrency=PARALLEL)


def _config(own_engine: Engine) -> DBOSConfig:
    return {
        "name": NAME,
        "system_database_engine": own_engine,
        "application_version": VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "use_listen_notify": False,
        "log_level": "WARNING",
        "max_executor_threads": 4 * PARALLEL,
        "notification_listener_polling_interval_sec": 0.1,  # it has nothing to listen to, and `stop` waits for it
    }


@cache
def _client(dialect: str) -> DBOSClient:
    # Only its words are needed: it writes through the caller's connection, so this engine never connects.
    return _client_on(create_engine("sqlite://" if dialect == "sqlite" else "postgresql+psycopg://"))


def _client_on(engine: Engine) -> DBOSClient:
    serializer = DBOSPortableJSONSerializer()
    return DBOSClient(system_database_engine=engine, serializer=serializer, application_name=NAME, lazy=True)


def _engine_of_its_own(engine: Engine) -> Engine:
    """Return a second, small pool on the same database, with the kind of transactions DBOS expects."""
    if engine.dialect.name != "sqlite":
        return create_engine(engine.url, pool_size=6, max_overflow=0, pool_pre_ping=True, hide_parameters=True)
    own = create_engine(engine.url, module=pysqlite3.dbapi2, pool_size=4, max_overflow=0, hide_parameters=True)
    event.listen(own, "connect", _prepare_sqlite)
    return own


def _prepare_sqlite(connection: pysqlite3.dbapi2.Connection, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")
