"""The command `dagkaart`: build, migrate, serve, carry voices from one server to another, take pictures."""

import argparse
import socket
import sys
from pathlib import Path

import uvicorn
from sqlalchemy import Engine

from app import pictures, schema, seed
from app.config import get_settings
from app.database import create_engine_for, transaction
from app.errors import DagkaartError
from app.language.calendar import make_calendars
from app.language.catalogues import compile_catalogues
from app.media.storage import get_storage
from app.notifications import work
from app.pictograms.refusal import PictureRefused
from app.pictograms.search import make_index
from app.speech import bundle

ADDRESS, PORT = "0.0.0.0", 8000  # noqa: S104 -- a phone on the same network must reach it


def main() -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="dagkaart", description="The day card that speaks.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="compile the words, the names of days and the search")
    commands.add_parser("migrate", help="bring the database to the newest schema")
    serve = commands.add_parser("serve", help="serve on port 8000; the first start adds a demo site")
    serve.add_argument("--empty", action="store_true", help="start without the demo site")
    serve.add_argument("--port", type=int, default=PORT)
    voices = commands.add_parser("voices", help="carry recorded words from one server to another")
    actions = voices.add_subparsers(dest="action", required=True)
    exporting = actions.add_parser("export", help="write the approved recordings of a language to a file")
    exporting.add_argument("language")
    importing = actions.add_parser("import", help="take in a file with recordings, whole or not at all")
    for action in (exporting, importing):
        action.add_argument("file", type=Path)
    pictures.add_actions(commands.add_parser("pictures", help="show another picture than ours for a concept"))
    arguments = parser.parse_args()
    if arguments.command == "pictures":
        change_pictures(arguments)
    elif arguments.command == "voices":
        carry_voices(arguments.file, arguments.language if arguments.action == "export" else "")
    elif arguments.command == "build":
        build()
    elif arguments.command == "migrate":
        migrate()
    else:
        run(port=arguments.port, is_empty=arguments.empty)


def build() -> None:
    """Compile the catalogues, make the calendars and the index that concepts are searched by."""
    compile_catalogues()
    make_calendars()
    make_index()


def migrate() -> None:
    """Make every table of ours and of the durable queue."""
    engine = _engine()
    schema.migrate(engine)
    work.create_tables(engine)
    engine.dispose()


def carry_voices(file: Path, language: str) -> None:
    """Write a language's recordings to a file; without a language, take in those of a file."""
    engine = _engine()
    try:
        if language:
            with transaction(engine) as session:
                file.write_bytes(bundle.export(session, get_storage(), language).content)
            print(f"The recordings are in {file}.")
        else:
            with file.open("rb") as source:
                imported = bundle.take_in(engine, get_storage(), source)
            print(f"{imported.language}: {imported.added} added, {imported.known} known already.")
    except OSError as error:
        sys.exit(f"{file}: {error.strerror}")
    except DagkaartError as error:
        sys.exit(f"{error.message} {error.details.get('reason', '')}".strip())
    finally:
        engine.dispose()


def change_pictures(arguments: argparse.Namespace) -> None:
    """Do something with the pictures that stand for concepts, and say what was done or why nothing was."""
    try:
        for line in pictures.outcome(arguments):
            print(line)
    except PictureRefused as error:
        sys.exit(f"Nothing was changed: {error}.")
    except OSError as error:
        sys.exit(f"Nothing was changed: {error.filename or ''} {error.strerror}.")


def run(*, port: int, is_empty: bool) -> None:
    """Serve, after telling a newcomer how to get in."""
    settings = get_settings()
    if not _is_free(port):
        sys.exit(f"Port {port} is taken. Stop what runs there, or choose another: make run ARGS='--port {port + 1}'")
    if port != PORT and "public_url" not in settings.model_fields_set:
        settings.public_url = f"http://localhost:{port}"
    if not is_empty:
        engine = _engine()
        way_in = seed.way_in(engine, settings)
        seed.live(engine, get_storage())
        print(way_in)
        engine.dispose()
    print(f"Dagkaart is at {settings.public_url}. Ctrl-C stops it.", flush=True)
    # The access log is off: it would write addresses of children's photos.
    uvicorn.run("app.main:create_app", factory=True, host=ADDRESS, port=port, access_log=False, log_level="warning")


def _engine() -> Engine:
    return create_engine_for(get_settings().sqlalchemy_url)


def _is_free(port: int) -> bool:
    with socket.socket() as asked:
        # A port that was left a moment ago is free, as the server itself sees it.
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((ADDRESS, port))
        except OSError:
            return False
    return True
