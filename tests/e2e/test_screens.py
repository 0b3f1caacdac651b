"""Every screen, in three languages and scripts: nothing on it stands in anybody's way."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app import security, seed
from app.clock import today
from app.config import get_settings
from app.days.models import DayCard, Moment
from app.people.models import Caregiver, CaregiverAccess, Child, Group, StaffMember
from app.sign_in.models import Device, StaffSession
from tests.e2e.barriers import PARENTS, STAFF, Bar, barriers
from tests.e2e.conftest import screenshot
from tests.e2e.meanings_scene import answer_checks, let_many_phones_speak, put_own_photos, see_the_check
from tests.e2e.serving import new_site, serving

DIRECTIONS = {"nl": "ltr", "ar": "rtl", "ti": "ltr"}
LANGUAGES = list(DIRECTIONS)
PHOTOGRAPHED = 2  # the place of the moment that gets a photo


@dataclass
class Scene:
    """A site with a photo on its card and a child in a group that has no card, and a browser for each person."""

    engine: Engine
    address: str
    browser: Browser

    def visitor(self, language: str) -> BrowserContext:
        """Return a browser in which nobody is signed in."""
        return self.browser.new_context(
            base_url=self.address,
            locale=language,
            viewport={"width": 390, "height": 844},
            has_touch=True,
            service_workers="block",
            reduced_motion="reduce",
        )

    def phone(self, name: str, language: str) -> Page:
        """Return the phone of a caregiver, set to a language."""
        return self._signed_in(language, "dagkaart_device", self.bound(name, language))

    def bound(self, name: str, language: str) -> str:
        """Bind a phone to a caregiver, and return its token."""
        token = security.new_token()
        with Session(self.engine) as session:
            caregiver = session.exec(select(Caregiver).where(Caregiver.name == name)).one()
            hashed = security.hash_token(token)
            session.add(Device(caregiver_id=caregiver.id, token_hash=hashed, language=language))
            session.commit()
        return token

    def tablet(self, language: str) -> Page:
        """Return the browser of the demo's staff member, who has chosen a language."""
        token = staff_token(self.engine, language)
        return self._signed_in(language, "dagkaart_staff", token)

    def _signed_in(self, language: str, cookie: str, token: str) -> Page:
        context = self.visitor(language)
        context.add_cookies([{"name": cookie, "value": token, "url": self.address}])
        return context.new_page()


@pytest.fixture(scope="module")
def scene(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Return a site that has something on each screen."""
    engine = new_site(tmp_path_factory.mktemp("screens"))
    with serving(get_settings(), engine, is_at_work=False) as address:
        put_photo_on_the_card(engine, address)
        put_meanings(engine, address)
        add_a_child_without_a_card(engine)
        yield Scene(engine, address, browser)
    engine.dispose()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_of_a_parent_stands_in_anybodys_way(scene: Scene, language: str) -> None:
    page = scene.phone("Hala", language)
    look = Look(page, language, PARENTS)
    page.goto("/today")
    expect(page.locator('.moment[data-place="now"]')).to_have_count(1)
    look.at("today")
    page.locator(".moment__open").first.tap()
    look.at("big")
    page.locator('[data-do="close"]').tap()
    page.locator(".moment__open--pair").first.tap()
    look.at("big-own-photo")
    page.locator('[data-do="close"]').tap()
    page.locator(".moment__photo").first.tap()
    look.at("big-photo")
    see_the_check(page, look.at)
    yesterday = today() - timedelta(days=1)
    for address, name in [(f"/today/{yesterday}", "earlier"), ("/us", "us"), ("/today/2020-01-01", "error")]:
        page.goto(address)
        look.at(name)
    page.goto(f"/today?child={child_named(scene.engine, 'Bilal')}")
    look.at("no-card")
    assert not look.problems, "\n".join(look.problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_screen_stands_in_anybodys_way(scene: Scene, language: str) -> None:
    page = scene.visitor(language).new_page()
    look = Look(page, language, PARENTS)
    page.goto("/join")
    look.at("join")
    page.locator(f'.greeting[lang="{language}"]').tap()
    look.at("join-chosen")
    page.locator(".check").tap()
    look.at("join-code")
    page.goto(f"/offline/{language}")
    look.at("offline")
    page.goto("/credits")
    look.at("credits")
    page.goto("/studio/join")
    look.at("studio-join")
    page.goto("/staff/sign-in")
    look.at("sign-in", STAFF)
    assert not look.problems, "\n".join(look.problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_of_staff_stands_in_anybodys_way(scene: Scene, language: str) -> None:
    page = scene.tablet(language)
    look = Look(page, language, STAFF)
    with Session(scene.engine) as session:
        group = session.exec(select(Group).where(Group.name == "Vlinders")).one().id
    for address, name in [
        (f"/staff/groups/{group}/today", "staff-today"),
        (f"/staff/groups/{group}/rhythm", "rhythm"),
        (f"/staff/groups/{group}/own-photos", "own-photos"),
        (f"/staff/groups/{group}/families", "families"),
        (f"/staff/groups/{group}/families/{child_named(scene.engine, 'Yonas')}", "child"),
        ("/staff/account", "account"),
        ("/staff/organisation", "organisation"),
        ("/staff/pictograms", "pictograms"),
        ("/staff/voices/ti", "voices-language"),
        ("/staff/voices", "voices"),
        (f"/staff/groups/{group}/families/new", "new-family"),
    ]:
        page.goto(address)
        look.at(name)
        if name == "voices":
            page.locator('form [name="name"]').last.fill("Zahra")
            page.locator("details form button").tap()
            expect(page.locator(".sign-in-card__qr")).to_be_visible()
            look.at("volunteer-card")
    page.locator("[name=given_name]").fill("Sem")
    page.locator("[name=name]").fill("Lotte")
    page.locator("[name=languages]").first.select_option(language)
    page.locator("form button").last.click()
    expect(page.locator(".sign-in-card__qr")).to_be_visible()
    look.at("sign-in-card")
    assert not look.problems, "\n".join(look.problems)


class Look:
    """Takes in one screen after another and remembers what is wrong with each."""

    def __init__(self, page: Page, language: str, bar: Bar) -> None:
        self.page, self.language, self.bar = page, language, bar
        self.problems: list[str] = []

    def at(self, name: str, bar: Bar | None = None) -> None:
        """Keep a picture of the screen that is open, and what stands in the way there, also in what can be unfolded."""
        screenshot(self.page, f"{name}-{self.language}")
        if self.bar is STAFF:
            self.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found = barriers(self.page, bar or self.bar)
        shown = self.page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        if shown != [self.language, DIRECTIONS[self.language]]:
            found.append(f"in {shown}")
        self.problems += [f"{name} {self.language}: {problem}" for problem in found]


def child_named(engine: Engine, given_name: str) -> str:
    """Return a child's id."""
    with Session(engine) as session:
        return str(session.exec(select(Child).where(Child.given_name == given_name)).one().id)


def staff_token(engine: Engine, language: str) -> str:
    """Sign the demo's staff member in, with a language of choice."""
    token = security.new_token()
    with Session(engine) as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == seed.EMAIL)).one()
        member.language = language
        hashed = security.hash_token(token)
        session.add(StaffSession(staff_member_id=member.id, token_hash=hashed, browser="Chrome, Android"))
        session.commit()
    return token


def add_a_child_without_a_card(engine: Engine) -> None:
    """Give Hala a second child, in a group that starts today."""
    with Session(engine) as session:
        hala = session.exec(select(Caregiver).where(Caregiver.name == "Hala")).one()
        bijen = Group(site_id=hala.site_id, name="Bijen", avatar="avatar_bee")
        session.add(bijen)
        session.flush()
        bilal = Child(group_id=bijen.id, given_name="Bilal", avatar="avatar_kite")
        session.add(bilal)
        session.flush()
        session.add(CaregiverAccess(child_id=bilal.id, caregiver_id=hala.id))
        session.commit()


def put_photo_on_the_card(engine: Engine, address: str) -> None:
    """Let staff put a photo on one of today's moments and publish, as their tablet does."""
    with Session(engine) as session:
        group = session.exec(select(Group).where(Group.name == "Vlinders")).one().id
        moments = select(Moment).join(DayCard).where(DayCard.group_id == group, DayCard.day == today())
        moment = session.exec(moments.order_by(col(Moment.position))).all()[PHOTOGRAPHED].id
    api, photo = f"{address}/api/v1/groups/{group}", uuid4()
    step = {"kind": "photo", "moment_id": str(moment), "saw": None, "photo_id": str(photo)}
    with httpx.Client(cookies={"dagkaart_staff": staff_token(engine, "nl")}) as tablet:
        change = {"id": str(uuid4()), "steps": [step]}
        for answer in (
            tablet.put(f"{api}/photos/{photo}", content=painted_photo()),
            tablet.post(f"{api}/cards/{today()}/changes", json=change),
            tablet.post(f"{api}/cards/{today()}/publication", json={"id": str(uuid4())}),
        ):
            answer.raise_for_status()


def put_meanings(engine: Engine, address: str) -> None:
    """Let the group have photos of its own, and parents have been asked what pictures mean."""
    with httpx.Client(cookies={"dagkaart_staff": staff_token(engine, "nl")}) as tablet:
        put_own_photos(engine, address, tablet, painted_photo())
    let_many_phones_speak(engine, LANGUAGES)
    answer_checks(engine)


def painted_photo() -> bytes:
    """Return a JPEG with something to see."""
    picture = Image.linear_gradient("L").resize((1600, 1200)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for place, colour in enumerate(["#e63946", "#f4a261", "#2a9d8f", "#457b9d"]):
        pen.ellipse((150 + place * 340, 400, 430 + place * 340, 680), fill=colour)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()
