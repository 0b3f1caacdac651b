"""Staff sign in with e-mail and password, see where, and sign out; guessing is slow and tells nothing."""

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import now
from app.database import transaction
from app.organisation import staffing
from app.people.models import StaffMember
from app.security import hash_token
from app.sign_in.models import StaffSession
from app.sign_in.staff_sessions import MOST_PER_ACCOUNT, MOST_PER_ADDRESS, SignIn, WrongPassword, sign_in
from tests.cast import PASSWORD, Cast, staff_actor
from tests.reading_rows import everything_in

OWN_PASSWORD = "four words are better"
As = Callable[[StaffMember], TestClient]


def enter(client: TestClient, email: str = "sanne@example.org", password: str = PASSWORD, own: str = "") -> Response:
    form = {"email": email, "password": password, "own_password": own}
    return client.post("/staff/sign-in", data=form, headers={"accept": "text/html"})


@pytest.fixture
def one_time(engine: Engine, cast: Cast) -> str:
    """Return a one-time password that Karima gave Sanne."""
    with transaction(engine, is_writing=True) as session:
        return staffing.give_one_time_password(session, staff_actor(cast.karima), cast.sanne.id)[1]


def test_staff_sign_in_and_see_their_first_group(client: TestClient, cast: Cast) -> None:
    assert enter(client, " Sanne@Example.org ").headers["location"] == "/staff"
    assert client.get("/staff").headers["location"] == f"/staff/groups/{cast.vlinders.id}/today"


@pytest.mark.parametrize(
    ("email", "password"), [("sanne@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("", ""), ("\0", "\0")]
)
def test_a_wrong_one_is_refused_without_saying_which(client: TestClient, cast: Cast, email: str, password: str) -> None:
    answer = enter(client, email, password)
    assert (answer.status_code, "Deze e-mail" in answer.text or "wachtwoord" in answer.text) == (401, True)
    assert client.get("/staff/account").status_code == 401


def test_a_password_is_kept_as_argon2id(session: Session, client: TestClient, cast: Cast, one_time: str) -> None:
    enter(client, password=one_time, own=OWN_PASSWORD)
    session.expire_all()
    assert session.get_one(StaffMember, cast.sanne.id).password_hash.startswith("$argon2id$")


def test_a_one_time_password_works_once_and_leads_to_an_own_one(client: TestClient, one_time: str) -> None:
    asked = enter(client, password=one_time)
    assert (asked.status_code, 'name="own_password"' in asked.text) == (422, True)
    assert enter(client, password=one_time, own="short").status_code == 422
    assert enter(client, password=one_time, own=one_time).status_code == 422
    assert enter(client, password=one_time, own=OWN_PASSWORD).status_code == 303
    assert enter(client, password=one_time, own="another long one").status_code == 401
    assert enter(client, password=OWN_PASSWORD).status_code == 303


def test_a_one_time_password_expires(client: TestClient, one_time: str) -> None:
    with time_machine.travel(now() + timedelta(days=7, seconds=1)):
        assert enter(client, password=one_time, own=OWN_PASSWORD).status_code == 401


def test_a_one_time_password_given_while_somebody_signs_in_ends_that_too(
    engine: Engine, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given_meanwhile(member: StaffMember, asked: SignIn) -> str:
        with transaction(engine, is_writing=True) as session:
            staffing.give_one_time_password(session, staff_actor(cast.karima), cast.sanne.id)
        return ""

    monkeypatch.setattr("app.sign_in.staff_sessions._own_password_hash", given_meanwhile)
    with pytest.raises(WrongPassword):
        sign_in(engine, SignIn("sanne@example.org", PASSWORD), "192.0.2.1")


def test_five_wrong_tries_close_an_account_for_a_quarter_of_an_hour(client: TestClient, cast: Cast) -> None:
    statuses = [enter(client, password="wrong").status_code for _ in range(MOST_PER_ACCOUNT)]
    assert (statuses, enter(client).status_code) == ([401] * MOST_PER_ACCOUNT, 429)
    assert enter(client, "joost@example.org").status_code == 303
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert enter(client).status_code == 303


def test_a_right_password_takes_the_wrong_tries_back(client: TestClient, cast: Cast) -> None:
    for _ in range(3):
        assert [enter(client, password="wrong").status_code for _ in range(MOST_PER_ACCOUNT - 1)] == [401] * 4
        assert enter(client).status_code == 303


def test_one_address_cannot_try_many_accounts(client: TestClient, cast: Cast) -> None:
    statuses = [enter(client, f"{place}@example.org").status_code for place in range(MOST_PER_ADDRESS + 1)]
    assert statuses == [401] * MOST_PER_ADDRESS + [429]


def test_signing_in_again_ends_the_session_this_browser_had(client: TestClient, cast: Cast) -> None:
    enter(client)
    old = client.cookies["dagkaart_staff"]
    enter(client, "joost@example.org")
    client.cookies.set("dagkaart_staff", old)
    assert client.get("/staff/account").status_code == 401


def test_somebody_sees_their_own_sessions_and_ends_one(as_staff: As, cast: Cast, session: Session) -> None:
    here, elsewhere, other = as_staff(cast.sanne), as_staff(cast.sanne), as_staff(cast.joost)
    ids = {name: session_of(session, browser) for name, browser in (("else", elsewhere), ("other", other))}
    assert str(ids["else"]) in here.get("/staff/account").text
    assert str(ids["other"]) not in here.get("/staff/account").text
    assert here.post(f"/staff/sessions/{ids['other']}/ending").status_code == 404
    assert here.post(f"/staff/sessions/{ids['else']}/ending").headers["location"] == "/staff/account"
    assert [one.get("/staff/account").status_code for one in (here, elsewhere, other)] == [200, 401, 200]
    answer = here.post(f"/staff/sessions/{session_of(session, here)}/ending")
    assert (answer.headers["location"], here.get("/staff/account").status_code) == ("/staff/sign-in", 401)


def session_of(session: Session, browser: TestClient) -> UUID:
    """Return the session of which a browser carries the token."""
    hashed = hash_token(browser.cookies["dagkaart_staff"])
    return session.exec(select(StaffSession.id).where(StaffSession.token_hash == hashed)).one()


def test_somebody_signs_out_everywhere(as_staff: As, cast: Cast) -> None:
    here, elsewhere, other = as_staff(cast.sanne), as_staff(cast.sanne), as_staff(cast.joost)
    answer = here.post("/staff/sessions/ending")
    assert (answer.headers["location"], answer.headers["clear-site-data"]) == ("/staff/sign-in", '"cache", "storage"')
    assert [one.get("/staff/account").status_code for one in (here, elsewhere, other)] == [401, 401, 200]


def test_a_new_password_signs_every_other_browser_out(client: TestClient, as_staff: As, cast: Cast) -> None:
    elsewhere = as_staff(cast.sanne)
    enter(client)
    wrong = client.post("/staff/account/password", data={"old_password": "wrong", "new_password": OWN_PASSWORD})
    assert (wrong.status_code, elsewhere.get("/staff/account").status_code) == (422, 200)
    changed = client.post("/staff/account/password", data={"old_password": PASSWORD, "new_password": OWN_PASSWORD})
    assert changed.headers["location"] == "/staff/account"
    assert (client.get("/staff/account").status_code, elsewhere.get("/staff/account").status_code) == (200, 401)
    assert (enter(client).status_code, enter(client, password=OWN_PASSWORD).status_code) == (401, 303)


def test_a_session_ends_by_itself_after_thirty_days(client: TestClient, cast: Cast) -> None:
    enter(client)
    token = client.cookies["dagkaart_staff"]
    for days, status in ((29, 200), (31, 401)):
        with time_machine.travel(now() + timedelta(days=days)):
            answer = client.get("/staff/account", headers={"cookie": f"dagkaart_staff={token}"})
            assert (days, answer.status_code) == (days, status)


def test_whoever_is_ended_is_out_at_once(as_staff: As, engine: Engine, cast: Cast, client: TestClient) -> None:
    browser = as_staff(cast.sanne)
    with transaction(engine, is_writing=True) as session:
        staffing.end_member(session, staff_actor(cast.karima), cast.sanne.id)
    assert (browser.get("/staff/account").status_code, enter(client).status_code) == (401, 401)


def test_neither_password_nor_token_is_kept_or_logged(
    client: TestClient, engine: Engine, caplog: pytest.LogCaptureFixture, one_time: str
) -> None:
    caplog.set_level(logging.DEBUG)
    enter(client, password=one_time, own=OWN_PASSWORD)
    token, kept = client.cookies["dagkaart_staff"], everything_in(engine)
    for secret in (one_time, OWN_PASSWORD, token):
        assert secret not in kept
        assert secret not in caplog.text
    assert "sanne@" not in caplog.text
