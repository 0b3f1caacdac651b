"""The demo's way in: what a newcomer types, scans or clicks, made anew at each start."""

import io
import secrets
from pathlib import Path
from uuid import uuid4

import segno
from sqlalchemy import Engine
from sqlmodel import Session

from app.config import Settings
from app.database import transaction
from app.families.service import issue_card
from app.people.models import StaffMember
from app.security import is_password
from app.seed.people import Demo, actor, find, has_people, seed


def way_in(engine: Engine, settings: Settings) -> str:
    """Add the demo to a database without people, and return how to get in; nothing where others live."""
    kept = settings.data_folder / "demo-password"
    with transaction(engine, is_writing=True) as session:
        demo = find(session)
        if demo is None and has_people(session):
            return ""
        demo = demo or seed(session, _new_password(kept))
        return f"{_staff(session, demo, settings, kept)}\n{_parent(session, demo, settings)}"


def _new_password(kept: Path) -> str:
    # Kept beside the database, so that it can be shown at the next start too; it opens nothing but the demo.
    kept.touch(mode=0o600)
    kept.write_text(secrets.token_urlsafe(9))
    return kept.read_text()


def _staff(session: Session, demo: Demo, settings: Settings, kept: Path) -> str:
    password = kept.read_text() if kept.exists() else ""
    if not is_password(password, session.get_one(StaffMember, demo.staff_member_id).password_hash):
        password = "(the one you chose)"  # noqa: S105 -- words in its place
    return f"Staff    {settings.public_url}/staff/sign-in\n         {demo.email}   password: {password}\n"


def _parent(session: Session, demo: Demo, settings: Settings) -> str:
    staff = actor(session.get_one(StaffMember, demo.staff_member_id))
    issued = issue_card(session, staff, demo.caregiver_id, uuid4())
    if issued is None:
        return ""
    link, qr = f"{settings.public_url}/join/{demo.site_id}#{issued.token}", io.StringIO()
    segno.make(link).terminal(qr, compact=True)
    return f"Parent   {link}\n         code: {' '.join(issued.grouped_code)}\n\n{qr.getvalue()}"
