"""What screens of meanings need: a group's own photos, answered checks, and a phone that may be asked."""

from collections.abc import Callable, Sequence
from itertools import product
from uuid import uuid4

import httpx
from playwright.sync_api import Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.clock import today
from app.days.models import DayCard, Moment, State
from app.meanings.answers import answer
from app.meanings.checks import choices_for
from app.meanings.tickets import Ticket, this_fortnight
from app.people.models import Caregiver, Group, Organisation
from app.security import new_token
from app.sign_in.models import Device

MAY_BE_ASKED = """localStorage.setItem("dagkaart-checks", JSON.stringify(
  { account: document.documentElement.dataset.account, nextAt: 0, had: [] }))"""


def put_own_photos(engine: Engine, address: str, tablet: httpx.Client, photo: bytes) -> None:
    """Let staff put a photo of their own beside the pictograms of the running moment and the one before it."""
    with Session(engine) as session:
        group = session.exec(select(Group).where(Group.name == "Vlinders")).one().id
        query = select(Moment).join(DayCard).where(DayCard.group_id == group, DayCard.day == today())
        moments = session.exec(query.order_by(col(Moment.position))).all()
        running = next(place for place, moment in enumerate(moments) if moment.state == State.NOW)
        concepts = {moment.concept_id for moment in moments[running - 1 : running + 1]}
    api = f"{address}/api/v1/groups/{group}"
    for concept in concepts:
        photo_id = str(uuid4())
        tablet.put(f"{api}/photos/{photo_id}", content=photo).raise_for_status()
        placing = {"saw": None, "photo_id": photo_id}
        tablet.put(f"{api}/own-photos/{concept}", json=placing).raise_for_status()


def let_many_phones_speak(engine: Engine, languages: Sequence[str]) -> None:
    """Let a phone of every caregiver of the demo speak each language."""
    with Session(engine) as session:
        for caregiver, language in product(session.exec(select(Caregiver)).all(), languages):
            session.add(Device(caregiver_id=caregiver.id, token_hash=new_token(), language=language))
        session.commit()


def answer_checks(engine: Engine) -> None:
    """Let many parents have said what they take three drawings for."""
    with Session(engine) as session:
        organisation_id = session.exec(select(Organisation.id)).first()
        for concept, language, right, wrong in [
            *(("play_dough", "ar", 8, 16), ("play_dough", "ti", 2, 1), ("fruit", "nl", 40, 2), ("paint", "mul", 14, 6)),
        ]:
            choices = choices_for("nl", concept)
            for place in range(right + wrong):
                ticket = Ticket(new_token(), this_fortnight(), str(organisation_id), concept, language, choices)
                answer(session, ticket, choices[0 if place < right else 1])
        session.commit()


def see_the_check(page: Page, look_at: Callable[[str], None]) -> None:
    """Look at the check at the foot of Today, as it is asked, chosen from and thanked for."""
    page.evaluate(MAY_BE_ASKED)
    page.goto("/today")
    page.locator("meaning-check").scroll_into_view_if_needed()
    page.locator(".asking__choice").last.scroll_into_view_if_needed()
    look_at("check")
    page.locator(".asking__choice").first.tap()
    page.locator(".asking__sure").scroll_into_view_if_needed()
    look_at("check-chosen")
    page.locator(".asking__sure").tap()
    expect(page.locator(".asking__thanks")).to_be_visible()
    look_at("check-thanks")
