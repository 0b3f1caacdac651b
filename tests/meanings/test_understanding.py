"""The share understood, its interval against the line of two in three, and what follows for the drawing."""

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.errors import NotFound
from app.meanings.answers import answer
from app.meanings.checks import CHOICES, choices_for
from app.meanings.models import CheckAnswers, UsedTicket
from app.meanings.own_photos import own_photos
from app.meanings.tickets import Ticket, this_fortnight
from app.meanings.understanding import Understanding, Verdict, doubted, understandings, wilson
from app.people.models import Caregiver, StaffMember
from tests.cast import Cast
from tests.meanings.conftest import Place

SANDPIT = choices_for("ar", "sandpit")
AsStaff = Callable[[StaffMember], TestClient]
AsCaregiver = Callable[[Caregiver], TestClient]


def ticket_of(organisation_id: UUID, language: str = "ar", concept_id: str = "sandpit") -> Ticket:
    choices = choices_for("ar", concept_id)
    return Ticket(uuid4().hex, this_fortnight(), str(organisation_id), concept_id, language, choices)


def tell(session: Session, cast: Cast, *, right: int, wrong: int, language: str = "ar") -> None:
    for place in range(right + wrong):
        chosen = SANDPIT[0] if place < right else SANDPIT[1]
        answer(session, ticket_of(cast.regenboog.id, language), chosen)
    session.commit()


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 20, 0.0, 0.1611), (10, 20, 0.2993, 0.7007), (20, 20, 0.8389, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(
    ("right", "answers", "verdict"),
    [
        *((4, 4, Verdict.FEW), (0, 4, Verdict.FEW), (0, 5, Verdict.OPEN), (0, 19, Verdict.OPEN)),
        *((7, 20, Verdict.REDRAW), (11, 20, Verdict.REDRAW), (12, 20, Verdict.OPEN), (20, 20, Verdict.CLEAR)),
    ],
)
def test_a_drawing_is_doubted_only_with_twenty_answers_and_an_interval_below_the_line(
    right: int, answers: int, verdict: Verdict
) -> None:
    assert Understanding("sandpit", "ar", answers, right).verdict is verdict


def test_who_only_guesses_understands_nothing_and_who_knows_all_understands_all() -> None:
    assert Understanding("sandpit", "ar", 30, 10).share == 0
    assert Understanding("sandpit", "ar", 30, 20).share == pytest.approx(0.5)
    assert Understanding("sandpit", "ar", 30, 30).share == 1


def test_answers_are_kept_as_numbers_without_anybody_in_them(session: Session, cast: Cast) -> None:
    tell(session, cast, right=2, wrong=1)
    rows = {(row.chosen_id, row.number) for row in session.exec(select(CheckAnswers))}
    assert rows == {(SANDPIT[0], 2), (SANDPIT[1], 1)}
    kept = set(CheckAnswers.model_fields) | set(UsedTicket.model_fields)
    assert kept == {
        *("organisation_id", "concept_id", "drawing", "language", "chosen_id", "month", "number"),
        *("key_hash", "fortnight"),
    }
    assert {row.month.day for row in session.exec(select(CheckAnswers))} == {1}


def test_no_order_of_answers_is_kept(engine: Engine) -> None:
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        tables = {str(name): str(sql) for name, sql in made}
    assert "WITHOUT ROWID" in tables["check_answers"]
    assert "WITHOUT ROWID" in tables["used_ticket"]


def test_a_ticket_counts_once(session: Session, cast: Cast) -> None:
    ticket = ticket_of(cast.regenboog.id)
    answer(session, ticket, SANDPIT[0])
    with pytest.raises(NotFound):
        answer(session, ticket, SANDPIT[1])
    [counted] = understandings(session.connection(), cast.regenboog.id)
    assert (counted.answers, counted.right) == (1, 1)


def test_answers_about_an_older_drawing_count_no_more(session: Session, cast: Cast) -> None:
    tell(session, cast, right=0, wrong=20)
    assert doubted(session.connection(), cast.regenboog.id, ["sandpit"]) == {"sandpit"}
    for row in session.exec(select(CheckAnswers)).all():
        row.drawing = "sandpit.0123456789.svg"
    session.flush()
    assert understandings(session.connection(), cast.regenboog.id) == []


@pytest.mark.usefixtures("card")
def test_where_too_few_understand_the_drawing_the_groups_own_photo_stands_first_for_everybody(
    session: Session, cast: Cast, as_caregiver: AsCaregiver, own_photo: UUID
) -> None:
    hala = as_caregiver(cast.hala)
    before = hala.get("/today")
    assert is_first(before.text, own_photo) is False
    tell(session, cast, right=0, wrong=20)
    after = hala.get("/today", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, is_first(after.text, own_photo)) == (200, True)
    tell(session, cast, right=200, wrong=0)
    assert is_first(hala.get("/today").text, own_photo) is False


def test_a_coordinator_sees_what_to_draw_anew_and_no_number_of_a_few(
    session: Session, cast: Cast, as_staff: AsStaff
) -> None:
    tell(session, cast, right=0, wrong=20)
    tell(session, cast, right=3, wrong=1, language="mul")
    page = as_staff(cast.karima).get("/staff/pictograms").text
    assert 'data-verdict="redraw"' in page
    assert page.count('class="interval"') == 1
    of_a_few = page.split("understood__languages")[-1].split("<li>")[2].split("</li>")[0]
    assert not re.search(r"\d", of_a_few)
    assert 'data-concept="sandpit"' not in as_staff(cast.pieter).get("/staff/pictograms").text
    assert as_staff(cast.sanne).get("/staff/pictograms").status_code == 403


def is_first(page: str, photo_id: UUID) -> bool:
    pair = page.split('<span class="pair" data-part>')[1]
    return pair.index(str(photo_id)) < pair.index('<span class="tile">')


def test_three_choices_make_a_guess_one_in_three() -> None:
    assert CHOICES == 3
    assert len(set(SANDPIT)) == CHOICES


def test_placing_a_photo_beside_a_doubted_drawing_puts_it_first(
    session: Session, cast: Cast, as_staff: AsStaff, place: Place, send_one: Callable[[], UUID]
) -> None:
    tell(session, cast, right=0, wrong=20)
    photo_id = send_one()
    assert place(as_staff(cast.sanne), photo_id).status_code == 204
    assert own_photos(session.connection(), cast.vlinders.id)["sandpit"].is_first
