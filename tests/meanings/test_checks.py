"""A check is offered seldom, among enough speakers, with three meanings that can be heard; its answer is nobody's."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from httpx import Response
from sqlmodel import Session, select

from app.clock import now
from app.language.languages import languages
from app.meanings.checks import FEWEST_SPEAKERS, choices_for
from app.meanings.models import CheckAnswers, UsedTicket
from app.people.models import Caregiver, CaregiverAccess
from app.pictograms.catalogue import catalogue, moments
from app.security import new_token
from app.sign_in.models import Device
from app.speech.clips import sound_url
from app.speech.keys import text_of
from tests.cast import Cast

AsCaregiver = Callable[[Caregiver], TestClient]


def add_speakers(session: Session, cast: Cast, language: str, number: int) -> None:
    """Add caregivers of Vlinders whose phones speak a language."""
    for _ in range(number):
        caregiver = Caregiver(site_id=cast.site.id, name="Somebody", languages=[language])
        session.add(caregiver)
        session.flush()
        session.add(CaregiverAccess(child_id=cast.amal.id, caregiver_id=caregiver.id))
        session.add(Device(caregiver_id=caregiver.id, token_hash=new_token(), language=language))
    session.commit()


@pytest.fixture
def hala(session: Session, cast: Cast, card: None, as_caregiver: AsCaregiver) -> Iterator[TestClient]:
    """Return Hala's phone, one of several that speak Arabic."""
    add_speakers(session, cast, "ar", FEWEST_SPEAKERS)
    with as_caregiver(cast.hala) as phone:
        yield phone


def offered(phone: TestClient, *had: str) -> Response:
    return phone.post("/checks", json={"had": list(had)})


def parts_of(check: Response) -> dict[str, Any]:
    """Return what a phone finds in a check."""
    assert check.status_code == 200, check.text
    ticket, concept = re.search(r'data-ticket="([^"]+)" data-concept="([^"]+)"', check.text).groups()  # type: ignore[union-attr] -- it is there
    return {"ticket": ticket, "concept": concept, "choices": re.findall(r'data-choice="([^"]+)"', check.text)}


def answered(client: TestClient, ticket: object, chosen_id: object) -> int:
    body = json.dumps({"ticket": ticket, "chosen_id": chosen_id})
    headers = {"Content-Type": "application/json"}
    return int(client.post("/api/v1/check-answers", content=body, headers=headers).status_code)


def test_a_check_shows_one_picture_and_three_meanings_to_hear(hala: TestClient) -> None:
    check = offered(hala)
    found = parts_of(check)
    assert found["concept"] in found["choices"]
    assert sorted(found["choices"]) == sorted(choices_for("ar", found["concept"]))
    assert len(re.findall(r'class="label" data-say data-clip="', check.text)) == 3


def test_an_answer_is_sent_by_nobody_and_counted_once(hala: TestClient, client: TestClient, session: Session) -> None:
    found = parts_of(offered(hala))
    assert answered(client, found["ticket"], found["choices"][0]) == 204  # without the phone's cookie
    assert answered(client, found["ticket"], found["choices"][0]) == 404
    [counted] = session.exec(select(CheckAnswers))
    assert (counted.concept_id, counted.chosen_id, counted.number) == (found["concept"], found["choices"][0], 1)
    assert offered(hala).status_code == 204


def test_a_phone_has_one_answer_a_fortnight_however_often_it_asks(hala: TestClient, client: TestClient) -> None:
    first, second = parts_of(offered(hala)), parts_of(offered(hala))
    assert answered(client, first["ticket"], first["concept"]) == 204
    assert answered(client, second["ticket"], second["concept"]) == 404
    with time_machine.travel(now() + timedelta(days=14)):
        assert parts_of(offered(hala))["ticket"]


def test_a_used_ticket_is_forgotten_once_no_ticket_of_its_fortnight_is_valid(
    hala: TestClient, client: TestClient, session: Session
) -> None:
    old = parts_of(offered(hala))
    assert answered(client, old["ticket"], old["concept"]) == 204
    with time_machine.travel(now() + timedelta(days=28)):
        assert answered(client, old["ticket"], old["concept"]) == 404
        new = parts_of(offered(hala))
        assert answered(client, new["ticket"], new["concept"]) == 204
        assert len(session.exec(select(UsedTicket)).all()) == 1


def test_no_picture_is_asked_twice_of_a_phone(hala: TestClient) -> None:
    first = parts_of(offered(hala))["concept"]
    second = parts_of(offered(hala, first))["concept"]
    assert {first, second} == {"sandpit", "paint"}  # all that stands on a card here
    assert offered(hala, first, second).status_code == 204


@pytest.mark.usefixtures("card")
def test_among_fewer_than_five_speakers_nobody_is_asked(
    session: Session, cast: Cast, as_caregiver: AsCaregiver
) -> None:
    hala = as_caregiver(cast.hala)
    add_speakers(session, cast, "ar", FEWEST_SPEAKERS - 2)
    assert offered(hala).status_code == 204
    add_speakers(session, cast, "ar", 1)
    assert offered(hala).status_code == 200


@pytest.mark.usefixtures("card")
def test_small_languages_are_counted_together(
    session: Session, cast: Cast, as_caregiver: AsCaregiver, client: TestClient
) -> None:
    selam = as_caregiver(cast.selam)
    add_speakers(session, cast, "tr", 2)
    add_speakers(session, cast, "pl", 2)
    found = parts_of(offered(selam))
    assert answered(client, found["ticket"], found["concept"]) == 204
    assert [row.language for row in session.exec(select(CheckAnswers))] == ["mul"]


@pytest.mark.parametrize(
    "ticket", ["", ".", "x.y", "e30=.0", "x" * 5000, None, 1, {}, "\ud800.\ud800", "é.é", "e30=." + "0" * 64]
)
def test_a_ticket_that_is_not_ours_counts_nothing(client: TestClient, session: Session, ticket: object) -> None:
    assert answered(client, ticket, "paint") in {404, 422}
    assert session.exec(select(CheckAnswers)).all() == []


def test_a_changed_ticket_and_another_choice_count_nothing(
    hala: TestClient, client: TestClient, session: Session
) -> None:
    found = parts_of(offered(hala))
    changed = ("A" if found["ticket"][0] != "A" else "B") + found["ticket"][1:]
    assert answered(client, changed, found["concept"]) == 404
    for chosen in ("go_home", "", None, "x" * 500, 5):
        assert answered(client, found["ticket"], chosen) == 422
    assert session.exec(select(CheckAnswers)).all() == []
    assert answered(client, found["ticket"], found["concept"]) == 204


@pytest.mark.parametrize("had", [None, "paint", [1], ["x" * 65], ["x"] * 1001, {}])
def test_what_a_phone_cannot_have_had_is_refused(hala: TestClient, had: object) -> None:
    assert hala.post("/checks", json={"had": had}).status_code == 422


def test_in_every_language_whatever_is_asked_can_be_heard_and_told_apart() -> None:
    asked = 0
    for language in languages():
        for concept in moments():
            choices = choices_for(language.tag, concept.id)
            if not choices:
                continue
            asked += 1
            assert choices[0] == concept.id
            assert {catalogue()[one].category for one in choices} == {concept.category}
            assert all(sound_url(language.tag, one) for one in choices)
            assert len({text_of(language.tag, one) for one in choices}) == 3
    assert asked > 500


def test_a_language_that_nothing_speaks_is_asked_nothing() -> None:
    assert choices_for("rif", "paint") == ()
    assert choices_for("nl", "nothing_at_all") == ()
