"""The command `dagkaart`: build, migrate, serve."""

import argparse
import secrets
from datetime import timedelta

import segno
import uvicorn
from sqlalchemy import Engine

from app import schema, seed
from app.clock import now
from app.config import get_settings
from app.database import create_engine_for, transaction
from app.language.calendar import make_calendars
from app.language.catalogues import compile_catalogues
from app.notifications import work
from app.security import hash_code, hash_token, new_code, new_token
from app.sign_in.models import SignInCard


def main() -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="dagkaart", description="The day card that speaks.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="compile the words and the names of days")
    commands.add_parser("migrate", help="bring the database to the newest schema")
    serve = commands.add_parser("serve", help="serve on port 8000; the first start adds a demo site")
    serve.add_argument("--empty", action="store_true", help="start without the demo site")
    serve.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    if arguments.command == "build":
        build()
    elif arguments.command == "migrate":
        migrate()
    else:
        run(port=arguments.port, is_empty=arguments.empty)


def build() -> None:
    """Compile the catalogues and make the calendars."""
    compile_catalogues()
    make_calendars()


def migrate() -> None:
    """Make every table of ours and of the durable queue."""
    engine = _engine()
    schema.migrate(engine)
    work.create_tables(engine)
    engine.dispose()


def run(*, port: int, is_empty: bool) -> None:
    """Serve, after telling a newcomer how to get in."""
    engine = _engine()
    if not is_empty:
        _welcome(engine)
    engine.dispose()
    # The access log is off: it would write addresses of children's photos.
    uvicorn.run("app.main:create_app", factory=True, host="0.0.0.0", port=port, access_log=False)  # noqa: S104 -- a phone on the same network must reach it


def _engine() -> Engine:
    return create_engine_for(get_settings().sqlalchemy_url)


def _welcome(engine: Engine) -> None:
    settings, password = get_settings(), secrets.token_urlsafe(9)
    with transaction(engine, is_writing=True) as session:
        demo = seed.find(session)
        if demo is None and not seed.has_people(session):
            demo = seed.seed(session, password)
            print(f"Staff: {settings.public_url}/staff/sign-in   {demo.email}   password: {password}")
        if demo is None:
            return
        token, code = new_token(), new_code()
        session.add(
            SignInCard(
                caregiver_id=demo.caregiver_id,
                staff_member_id=demo.staff_member_id,
                token_hash=hash_token(token),
                code_hash=hash_code(code, settings.secret_key),
                expires_at=now() + timedelta(days=settings.sign_in_card_days),
            )
        )
    link = f"{settings.public_url}/join/{demo.site_id}#{token}"
    segno.make(link).terminal(compact=True)
    print(f"Parent: {link}   code: {code}")
