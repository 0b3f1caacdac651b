"""A child is added with its first caregiver and their card in one go; sent twice it happens once."""

import re
import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from app.errors import DagkaartError
from app.families import service
from app.families.service import Adult
from app.people.models import Caregiver, CaregiverAccess, Child, Reading, StaffMember
from app.sign_in.models import SignInCard
from tests.cast import Cast, make_cast, staff_actor
from tests.families.acting import code_on, families_url, family
from tests.one_app import app_on

As = Callable[[StaffMember], TestClient]


def test_one_form_leads_to_a_card_that_lets_a_phone_in(as_staff: As, engine: Engine, cast: Cast) -> None:
    answer = as_staff(cast.sanne).post(families_url(cast.vlinders), data=family())
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    phone = TestClient(app_on(engine), follow_redirects=False)
    joined = phone.post("/join", data={"code": code_on(answer.text), "language": "ar"})
    assert joined.headers["location"] == "/today"
    assert phone.get("/today").status_code == 200


def test_the_form_comes_with_a_picture_nobody_has_yet(as_staff: As, cast: Cast) -> None:
    page = as_staff(cast.sanne).get(families_url(cast.vlinders) + "/new").text
    [chosen] = re.findall(r'name="avatar" value="(\w+)" checked', page)
    assert chosen not in {cast.amal.avatar, cast.yonas.avatar}


def test_sent_twice_it_happens_once_and_shows_no_second_secret(as_staff: As, session: Session, cast: Cast) -> None:
    browser, form = as_staff(cast.sanne), family()
    first, second = (browser.post(families_url(cast.vlinders), data=form) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 303)
    assert second.headers["location"] == f"{families_url(cast.vlinders)}/{form['child_id']}"
    assert count(session, "Lina") == (1, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"given_name": ""}, "A name is missing."),
        ({"given_name": "a" * 61}, "This name is too long."),
        ({"avatar": "ui_bell"}, "Choose a picture."),
        ({"name": "\u202e"}, "A name is missing."),
        ({"languages": ["", "klingon"]}, "Choose a language."),
    ],
)
def test_what_is_wrong_is_said_with_a_picture_and_nothing_is_half_saved(
    as_staff: As, session: Session, cast: Cast, wrong: dict[str, object], code: str
) -> None:
    session.get_one(StaffMember, cast.sanne.id).language = "en"
    session.commit()
    answer = as_staff(cast.sanne).post(families_url(cast.vlinders), data=family(**wrong))
    assert (answer.status_code, code in answer.text) == (422, True)
    assert "notice--error" in answer.text
    assert count(session, "Lina") == (0, 0, 0)


def test_a_new_child_with_somebody_elses_caregiver_leaves_nothing_behind(
    as_staff: As, session: Session, cast: Cast
) -> None:
    form = family(caregiver_id=str(cast.fatma.id))
    assert as_staff(cast.sanne).post(families_url(cast.vlinders), data=form).status_code == 404
    assert count(session, "Lina") == (0, 0, 0)


def test_another_groups_child_is_not_changed_by_adding_it_again(as_staff: As, session: Session, cast: Cast) -> None:
    form = family(child_id=str(cast.mia.id))
    assert as_staff(cast.sanne).post(families_url(cast.vlinders), data=form).status_code == 404
    assert session.get_one(Child, cast.mia.id).given_name == "Mia"


def test_a_second_caregiver_gets_a_card_of_their_own(as_staff: As, cast: Cast, session: Session) -> None:
    browser, url = as_staff(cast.sanne), f"/staff/children/{cast.yonas.id}/caregivers"
    form = {key: value for key, value in family().items() if key not in {"child_id", "given_name", "avatar"}}
    first, second = (browser.post(url, data=form) for _ in range(2))
    assert (len(code_on(first.text)), second.status_code) == (8, 303)
    given = select(CaregiverAccess).where(CaregiverAccess.child_id == cast.yonas.id)
    assert len(session.exec(given).all()) == 2


def test_a_brothers_mother_is_shared_and_not_made_again(as_staff: As, cast: Cast, session: Session) -> None:
    url = f"/staff/children/{cast.yonas.id}/shared-caregivers"
    browser = as_staff(cast.sanne)
    for _ in range(2):
        assert browser.post(url, data={"caregiver_id": str(cast.hala.id)}).status_code == 303
    given = select(CaregiverAccess).where(
        CaregiverAccess.child_id == cast.yonas.id, CaregiverAccess.caregiver_id == cast.hala.id
    )
    assert len(session.exec(given).all()) == 1


@pytest.mark.parametrize("name", ["fatma", "eva", "ended"])
def test_who_is_not_of_the_staffs_own_groups_cannot_be_shared(as_staff: As, cast: Cast, name: str) -> None:
    url, caregiver = f"/staff/children/{cast.yonas.id}/shared-caregivers", getattr(cast, name)
    assert as_staff(cast.sanne).post(url, data={"caregiver_id": str(caregiver.id)}).status_code == 404


def test_of_two_forms_at_the_same_moment_one_adds_the_child(postgresql: Engine) -> None:
    with Session(postgresql, expire_on_commit=False) as session:
        cast = make_cast(session)
    child_id, starting, outcomes = uuid4(), threading.Barrier(4), list[str]()

    def add() -> None:
        starting.wait()
        with Session(postgresql, expire_on_commit=False) as session:
            try:
                sanne = staff_actor(cast.sanne)
                child = service.add_child(session, sanne, cast.vlinders.id, child_id, "Lina", "avatar_bee")
                service.add_caregiver(session, sanne, child.id, uuid4(), Adult("Z", ["ar"], Reading.TEXT), uuid4())
                session.commit()
                outcomes.append("added")
            except DagkaartError as error:
                outcomes.append(error.code)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["added", "sent_before", "sent_before", "sent_before"]


def count(session: Session, given_name: str) -> tuple[int, int, int]:
    """Return how many children, caregivers and cards a form made."""
    children = session.exec(select(func.count()).where(Child.given_name == given_name)).one()
    caregivers = session.exec(select(func.count()).where(Caregiver.name == "Zahra")).one()
    cards = session.exec(select(func.count()).where(col(SignInCard.id).is_not(None))).one()
    return children, caregivers, cards
