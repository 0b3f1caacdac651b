"""A group whose card changes, and the phones of its families in eight languages, for the answers benchmark."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from app.clock import today
from app.database import create_engine_for
from app.days import publication
from app.days.card import card_of
from app.days.models import RhythmDay
from app.language.languages import tags
from app.notifications import work
from app.people.actors import StaffActor
from app.people.models import Caregiver, CaregiverAccess, Child, Role, StaffRole
from app.schema import migrate
from app.security import hash_token, new_token
from app.sign_in.models import Device, StaffSession
from tests.cast import make_cast, staff_actor

PHONES = 32  # two for each of sixteen children
LANGUAGES = 8  # of the families of one group
CONCEPTS = ("arrive", "inloop_play_together", "circle_time", "picture_talk", "wash_hands", "fruit", "paint")
CONCEPTS_LATER = ("outside_play", "closing_circle", "go_home")


@dataclass
class Site:
    """What asks and changes: the phones' tokens, and a staff member's session on a card."""

    group_id: UUID
    day: date
    moment_id: UUID
    staff_token: str
    phones: list[str] = field(default_factory=list)
    state: str = "planned"

    def headers(self, token: str) -> dict[str, str]:
        """Return what a phone's browser sends."""
        return {"cookie": f"dagkaart_device={token}", "accept": "text/html", "accept-encoding": "gzip, deflate, br"}

    def changes(self, port: int) -> list[dict[str, Any]]:
        """Return the requests that change the card and show it to parents."""
        saw, self.state = self.state, "now" if self.state != "now" else "planned"
        step = {"kind": "state", "moment_id": str(self.moment_id), "saw": saw, "state": self.state}
        card = f"/api/v1/groups/{self.group_id}/cards/{self.day}"
        headers = {"cookie": f"dagkaart_staff={self.staff_token}", "content-type": "application/json"}
        asks = ((f"{card}/changes", {"id": str(uuid4()), "steps": [step]}), (f"{card}/publication", _with_id()))
        return [
            {"port": port, "path": path, "headers": headers, "status": 200, "method": "POST", "body": json.dumps(body)}
            for path, body in asks
        ]


def new_site(url: str) -> Site:
    """Return a site on a new database, with today's card published."""
    engine = create_engine_for(url)
    migrate(engine)
    work.create_tables(engine)
    with Session(engine, expire_on_commit=False) as session:
        cast, token = make_cast(session), new_token()
        session.add(StaffRole(staff_member_id=cast.sanne.id, role=Role.STAFF, group_id=cast.kikkers.id))
        session.add(StaffSession(staff_member_id=cast.sanne.id, token_hash=hash_token(token), browser="Chrome"))
        session.flush()
        moment_id = _published(session, staff_actor(cast.sanne), cast.vlinders.id)
        site = Site(cast.vlinders.id, today(), moment_id, token)
        for number in range(PHONES):
            site.phones.append(_phone(session, cast.site.id, cast.vlinders.id, tags()[number % LANGUAGES]))
        session.commit()
    engine.dispose()
    return site


def _published(session: Session, actor: StaffActor, group_id: UUID) -> UUID:
    moments: list[dict[str, str | None]] = [
        {"concept_id": concept_id, "starts_at": None} for concept_id in (*CONCEPTS, *CONCEPTS_LATER)
    ]
    session.add(RhythmDay(group_id=group_id, weekday=today().weekday(), moments=moments))
    session.flush()
    publication.publish(session, actor, group_id, today(), uuid4())
    return card_of(session, actor, group_id, today()).moments[0].id


def _phone(session: Session, site_id: UUID, group_id: UUID, language: str) -> str:
    child = Child(group_id=group_id, given_name="Noor", avatar="avatar_kite")
    caregiver, token = Caregiver(site_id=site_id, name="Noor", languages=[language]), new_token()
    session.add_all([child, caregiver])
    session.flush()
    session.add(CaregiverAccess(child_id=child.id, caregiver_id=caregiver.id))
    session.add(Device(caregiver_id=caregiver.id, token_hash=hash_token(token), language=language))
    return token


def _with_id() -> dict[str, str]:
    return {"id": str(uuid4())}
