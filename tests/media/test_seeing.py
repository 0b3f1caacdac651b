"""Every single view of a photo asks who may see it at this moment; a stored copy is asked about again."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.clock import now, today
from app.days import editing, publication
from app.days.changes import AddStep, Change, PhotoStep
from app.days.models import Moment
from app.media.variants import TYPES
from app.people.models import Caregiver, CaregiverAccess, StaffMember
from tests.cast import Cast, staff_actor
from tests.media.pictures import decoded, shows_the_scene

AsStaff = Callable[[StaffMember], TestClient]
AsCaregiver = Callable[[Caregiver], TestClient]


@pytest.fixture
def published_photo(kept_photo: UUID, cast: Cast, session: Session) -> UUID:
    """Return a photo that stands on the card of Vlinders as parents see it."""
    actor, moment_id = staff_actor(cast.sanne), uuid4()
    steps = [
        AddStep(moment_id=moment_id, concept_id="paint", after_id=None),
        PhotoStep(moment_id=moment_id, saw=None, photo_id=kept_photo),
    ]
    editing.apply(session, actor, cast.vlinders.id, today(), Change(id=uuid4(), steps=steps))
    publication.publish(session, actor, cast.vlinders.id, today(), uuid4())
    session.commit()
    return kept_photo


def _status(browser: TestClient, photo_id: UUID) -> int:
    [status] = {int(browser.get(f"/photos/{photo_id}/{name}").status_code) for name in TYPES}  # the same for all
    return status


def test_staff_of_the_group_and_who_looks_after_the_site_see_a_photo(
    kept_photo: UUID, as_staff: AsStaff, cast: Cast
) -> None:
    for member in (cast.sanne, cast.karima, cast.ineke):
        assert _status(as_staff(member), kept_photo) == 200, member.name
    for member in (cast.joost, cast.pieter):
        assert _status(as_staff(member), kept_photo) == 404, member.name


def test_nobody_sees_a_photo_without_being_known(kept_photo: UUID, client: TestClient) -> None:
    assert _status(client, kept_photo) in {401, 404}


def test_caregivers_see_a_photo_only_once_it_is_published(
    kept_photo: UUID, as_caregiver: AsCaregiver, cast: Cast
) -> None:
    for caregiver in (cast.hala, cast.omar, cast.selam, cast.fatma, cast.eva):
        assert _status(as_caregiver(caregiver), kept_photo) == 404, caregiver.name


def test_a_published_photo_is_seen_by_the_groups_own_caregivers_and_nobody_else(
    published_photo: UUID, as_caregiver: AsCaregiver, cast: Cast
) -> None:
    for caregiver in (cast.hala, cast.omar, cast.selam):  # of one child and of another in the same group
        assert _status(as_caregiver(caregiver), published_photo) == 200, caregiver.name
    for caregiver in (cast.fatma, cast.eva):  # of another group, of another organisation
        assert _status(as_caregiver(caregiver), published_photo) == 404, caregiver.name
    assert _status(as_caregiver(cast.ended), published_photo) in {401, 404}


def test_whose_access_ends_sees_nothing_from_that_moment_not_even_what_is_stored(
    published_photo: UUID, as_caregiver: AsCaregiver, cast: Cast, session: Session
) -> None:
    hala, address = as_caregiver(cast.hala), f"/photos/{published_photo}/320.avif"
    tag = hala.get(address).headers["etag"]
    access = session.exec(select(CaregiverAccess).where(CaregiverAccess.caregiver_id == cast.hala.id)).one()
    access.ended_at = now()
    session.add(access)
    session.commit()
    assert hala.get(address, headers={"If-None-Match": tag}).status_code in {401, 404}
    assert _status(as_caregiver(cast.omar), published_photo) == 200


def test_once_a_child_has_left_its_caregivers_see_nothing(
    published_photo: UUID, as_caregiver: AsCaregiver, cast: Cast, session: Session
) -> None:
    hala = as_caregiver(cast.hala)
    assert _status(hala, published_photo) == 200
    cast.amal.left_on = today() - timedelta(days=1)
    session.add(cast.amal)
    session.commit()
    assert _status(hala, published_photo) in {401, 404}


def test_a_photo_taken_off_the_card_is_seen_until_the_next_publication(
    published_photo: UUID, as_caregiver: AsCaregiver, cast: Cast, session: Session
) -> None:
    actor, hala = staff_actor(cast.sanne), as_caregiver(cast.hala)
    moment = session.exec(select(Moment).where(Moment.photo_id == published_photo)).one()
    step = PhotoStep(moment_id=moment.id, saw=published_photo, photo_id=None)
    editing.apply(session, actor, cast.vlinders.id, today(), Change(id=uuid4(), steps=[step]))
    session.commit()
    assert _status(hala, published_photo) == 200
    publication.publish(session, actor, cast.vlinders.id, today(), uuid4())
    session.commit()
    assert _status(hala, published_photo) == 404


def test_a_sent_photo_can_be_seen_in_every_variant(kept_photo: UUID, as_staff: AsStaff, cast: Cast) -> None:
    for name, kind in TYPES.items():
        answer = as_staff(cast.sanne).get(f"/photos/{kept_photo}/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert shows_the_scene(decoded(answer.content))


def test_a_stored_copy_is_asked_about_and_not_sent_again(kept_photo: UUID, as_staff: AsStaff, cast: Cast) -> None:
    sanne, address = as_staff(cast.sanne), f"/photos/{kept_photo}/320.avif"
    tag = sanne.get(address).headers["etag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = sanne.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert sanne.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    stranger = as_staff(cast.pieter).get(address, headers={"If-None-Match": tag})
    assert stranger.status_code == 404


def test_a_part_can_be_asked_for(kept_photo: UUID, as_staff: AsStaff, cast: Cast) -> None:
    sanne, address = as_staff(cast.sanne), f"/photos/{kept_photo}/1280.jpg"
    whole = sanne.get(address)
    part = sanne.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.content)}"
    beyond = sanne.get(address, headers={"Range": "bytes=999999-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole.content)}")
    for asked in ({"Range": "pages=1"}, {"Range": "bytes=0-9", "If-Range": '"older"'}):
        answer = sanne.get(address, headers=asked)
        assert (answer.status_code, answer.content) == (200, whole.content)


@pytest.mark.parametrize("name", ["1280.webp", "original", "..%2f..%2fsecret.key", "320.avif%00", "placeholder"])
def test_only_variants_have_an_address(kept_photo: UUID, name: str, as_staff: AsStaff, cast: Cast) -> None:
    assert as_staff(cast.sanne).get(f"/photos/{kept_photo}/{name}").status_code == 404
