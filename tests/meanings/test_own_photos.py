"""A group's own photo stands beside the pictogram from the next look on, for this group's people and nobody else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import now, today
from app.meanings.models import ConceptPhoto
from app.meanings.sweeping import UNDO_FOR, sweep_own_photos
from app.media.models import Photo
from app.media.storage import get_storage
from app.people.models import Caregiver, CaregiverAccess, StaffMember
from tests.cast import Cast
from tests.meanings.conftest import Place

AsStaff = Callable[[StaffMember], TestClient]
AsCaregiver = Callable[[Caregiver], TestClient]
SendOne = Callable[..., UUID]
OWN = '<img class="own-photo"'


def status_of(browser: TestClient, photo_id: UUID) -> int:
    return int(browser.get(f"/photos/{photo_id}/320.avif").status_code)


@pytest.mark.usefixtures("card")
def test_parents_see_both_from_the_next_look_on_without_a_new_publication(
    cast: Cast, as_staff: AsStaff, as_caregiver: AsCaregiver, place: Place, send_one: SendOne
) -> None:
    hala, photo_id = as_caregiver(cast.hala), send_one()
    before = hala.get("/today")
    assert place(as_staff(cast.sanne), photo_id).status_code == 204
    after = hala.get("/today", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, after.text.count(OWN)) == (200, 1)
    places = [after.text.index(part) for part in ('<span class="pair"', f"/photos/{photo_id}/1280.jpg", "</picture>")]
    assert places == sorted(places)
    assert hala.get(f"/today/{today()}").text.count(OWN) == 1


@pytest.mark.usefixtures("card")
def test_a_photo_taken_off_is_gone_at_the_next_look_also_where_it_is_stored(
    cast: Cast, as_staff: AsStaff, as_caregiver: AsCaregiver, place: Place, own_photo: UUID
) -> None:
    hala = as_caregiver(cast.hala)
    page, picture = hala.get("/today"), hala.get(f"/photos/{own_photo}/320.avif")
    assert place(as_staff(cast.sanne), None, saw=own_photo).status_code == 204
    assert OWN not in hala.get("/today", headers={"If-None-Match": page.headers["etag"]}).text
    again = hala.get(f"/photos/{own_photo}/320.avif", headers={"If-None-Match": picture.headers["etag"]})
    assert again.status_code == 404


def test_only_this_groups_staff_and_present_families_see_it(
    cast: Cast, as_staff: AsStaff, as_caregiver: AsCaregiver, own_photo: UUID, session: Session
) -> None:
    hala = as_caregiver(cast.hala)
    for caregiver in (cast.omar, cast.selam):
        assert status_of(as_caregiver(caregiver), own_photo) == 200
    for caregiver in (cast.fatma, cast.eva):
        assert status_of(as_caregiver(caregiver), own_photo) == 404
    for member, seen in ((cast.sanne, 200), (cast.karima, 200), (cast.joost, 404), (cast.pieter, 404)):
        assert status_of(as_staff(member), own_photo) == seen
    assert status_of(hala, own_photo) == 200
    access = session.exec(select(CaregiverAccess).where(CaregiverAccess.caregiver_id == cast.hala.id)).one()
    access.ended_at = now()
    session.commit()
    assert status_of(hala, own_photo) in {401, 404}


def test_a_photo_that_was_sent_and_not_placed_is_seen_by_no_family(
    cast: Cast, as_caregiver: AsCaregiver, send_one: SendOne
) -> None:
    assert status_of(as_caregiver(cast.hala), send_one()) == 404


@pytest.mark.usefixtures("card")
def test_another_groups_card_shows_no_photo_of_ours(cast: Cast, as_caregiver: AsCaregiver, own_photo: UUID) -> None:
    assert str(own_photo) not in as_caregiver(cast.fatma).get("/today").text


def test_placing_twice_is_done_once_and_a_colleagues_photo_is_not_overwritten_unseen(
    cast: Cast, as_staff: AsStaff, place: Place, own_photo: UUID, send_one: SendOne, session: Session
) -> None:
    sanne, other = as_staff(cast.sanne), send_one()
    assert place(sanne, own_photo).status_code == 204
    refused = place(sanne, other, saw=None)
    assert (refused.status_code, refused.json()["photo_id"]) == (409, str(own_photo))
    assert place(sanne, other, saw=own_photo).status_code == 204
    standing = [one.photo_id for one in session.exec(select(ConceptPhoto)) if one.removed_at is None]
    assert standing == [other]


def test_taking_off_can_be_undone(
    cast: Cast, as_staff: AsStaff, as_caregiver: AsCaregiver, place: Place, own_photo: UUID
) -> None:
    sanne, hala = as_staff(cast.sanne), as_caregiver(cast.hala)
    assert place(sanne, None, saw=own_photo).status_code == 204
    assert place(sanne, own_photo, saw=None).status_code == 204
    assert status_of(hala, own_photo) == 200


@pytest.mark.parametrize("concept_id", ["nothing_at_all", "ui_camera", "avatar_bee", "%00", "x" * 500])
def test_only_a_concept_that_is_shown_gets_a_photo(
    cast: Cast, as_staff: AsStaff, place: Place, send_one: SendOne, concept_id: str
) -> None:
    assert place(as_staff(cast.sanne), send_one(), concept_id=concept_id).status_code in {404, 422}


@pytest.mark.parametrize(
    "sent", [{}, {"photo_id": "x", "saw": None}, {"photo_id": None}, [], None, {"saw": 1, "photo_id": 2}]
)
def test_what_is_no_placing_is_refused(cast: Cast, as_staff: AsStaff, sent: object) -> None:
    answer = as_staff(cast.sanne).put(f"/api/v1/groups/{cast.vlinders.id}/own-photos/sandpit", json=sent)
    assert answer.status_code == 422


def test_a_photo_of_another_group_or_of_nobody_is_not_there(
    cast: Cast, as_staff: AsStaff, place: Place, send_one: SendOne
) -> None:
    of_kikkers = send_one(cast.kikkers, cast.joost)
    for photo_id in (of_kikkers, uuid4()):
        assert place(as_staff(cast.karima), photo_id).status_code == 404


def test_replaced_bytes_go_after_a_day_and_what_stands_stays(
    cast: Cast, as_staff: AsStaff, engine: Engine, place: Place, own_photo: UUID, send_one: SendOne, session: Session
) -> None:
    newer = send_one()
    assert place(as_staff(cast.sanne), newer, saw=own_photo).status_code == 204
    keys = [photo.key("320.avif") for photo in session.exec(select(Photo).where(Photo.id == own_photo))]
    assert sweep_own_photos(engine, get_storage()) == 0
    with time_machine.travel(now() + UNDO_FOR + timedelta(minutes=1)):
        assert sweep_own_photos(engine, get_storage()) == 4
    session.rollback()  # what was read before the sweep
    assert [photo.id for photo in session.exec(select(Photo))] == [newer]
    kept = {key for page in get_storage().keys("photos/") for key in page}
    assert not kept & set(keys)
    assert len(kept) == 4


def test_a_photo_that_stands_elsewhere_too_is_kept(
    cast: Cast, as_staff: AsStaff, engine: Engine, place: Place, own_photo: UUID, session: Session
) -> None:
    sanne = as_staff(cast.sanne)
    assert place(sanne, own_photo, concept_id="sand_table").status_code == 204
    assert place(sanne, None, saw=own_photo).status_code == 204
    with time_machine.travel(now() + UNDO_FOR + timedelta(minutes=1)):
        assert sweep_own_photos(engine, get_storage()) == 0
    assert [one.concept_id for one in session.exec(select(ConceptPhoto))] == ["sand_table"]
    assert session.get(Photo, own_photo) is not None


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize("place_name", ["today", "own-photos"])
def test_staff_see_it_where_they_choose(cast: Cast, as_staff: AsStaff, own_photo: UUID, place_name: str) -> None:
    page = as_staff(cast.sanne).get(f"/staff/groups/{cast.vlinders.id}/{place_name}")
    assert page.status_code == 200
    assert f"/photos/{own_photo}/320.avif" in page.text
