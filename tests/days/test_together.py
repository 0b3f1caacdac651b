"""Two staff members at one card, hostile words, limits, and what publishing makes of it."""

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.clock import today
from app.days import editing, publication
from app.days.changes import AddStep, BadgeStep, Change, MoveStep, NoteStep, PhotoStep, RemoveStep, StateStep, Step
from app.days.models import Moment, Publication, PublishedPhoto, State
from app.days.rhythm import MAX_MOMENTS
from app.errors import Conflict, NotFound, Refused
from app.media.models import Photo
from app.people.wording import MAX_NOTE_LENGTH
from app.pictograms.catalogue import badges
from tests.cast import Cast, staff_actor
from tests.days.acting import card, change, concepts
from tests.days.conftest import CONCEPTS

HOSTILE = (
    "<script>alert(1)</script>",
    "'; drop table moment; --",
    "{{ 7 * 7 }} ${7 * 7} %s",
    "\u202egnp.exe",
    "a\u0000b\u0007c",
    "Z" + "\u0301" * 60,
    "\U000e0041\u200b\ufeff",
    "regel\r\n\r\n\r\n\r\nregel",
)


def publish(session: Session, cast: Cast, publication_id: UUID | None = None) -> Publication:
    return publication.publish(session, staff_actor(cast.sanne), cast.vlinders.id, today(), publication_id or uuid4())


def stale_steps(first: UUID, second: UUID) -> dict[str, Step]:
    """Return a step of each kind that can lie over a colleague's, as seen before the colleague's."""
    return {
        "state": StateStep(moment_id=first, saw=State.PLANNED, state=State.SKIPPED),
        "note": NoteStep(moment_id=first, saw="", note="Wij bouwen."),
        "photo": PhotoStep(moment_id=first, saw=None, photo_id=None),
        "move": MoveStep(moment_id=first, saw_after_id=None, after_id=second),
        "add": AddStep(moment_id=uuid4(), concept_id="sing", after_id=first),
        "badge": BadgeStep(moment_id=first, badge="proud", has_badge=True),
    }


@pytest.mark.parametrize("kind", ["state", "note", "photo", "move", "add", "badge"])
def test_what_a_colleague_took_off_is_not_changed_unseen(session: Session, cast: Cast, kind: str) -> None:
    first, second = (moment.id for moment in card(session, cast).moments[:2])
    change(session, cast, RemoveStep(moment_id=first), by=cast.karima)
    with pytest.raises(Conflict):
        change(session, cast, stale_steps(first, second)[kind])


def test_a_state_or_photo_that_a_colleague_set_is_not_overwritten_unseen(session: Session, cast: Cast) -> None:
    photo = Photo(
        id=uuid4(), group_id=cast.vlinders.id, staff_member_id=cast.sanne.id, width=1, height=1, placeholder=""
    )
    session.add(photo)
    session.commit()
    first = card(session, cast).moments[0].id
    change(session, cast, StateStep(moment_id=first, saw=State.PLANNED, state=State.DONE), by=cast.karima)
    change(session, cast, PhotoStep(moment_id=first, saw=None, photo_id=photo.id), by=cast.karima)
    with pytest.raises(Conflict):
        change(session, cast, StateStep(moment_id=first, saw=State.PLANNED, state=State.SKIPPED))
    with pytest.raises(Conflict):
        change(session, cast, PhotoStep(moment_id=first, saw=uuid4(), photo_id=None))
    assert card(session, cast).moments[0].photo_id == photo.id


def test_two_who_change_different_things_are_in_nobodys_way(session: Session, cast: Cast) -> None:
    first, second = (moment.id for moment in card(session, cast).moments[:2])
    change(session, cast, NoteStep(moment_id=first, saw="", note="Wij bouwen."), by=cast.karima)
    change(session, cast, BadgeStep(moment_id=first, badge="proud", has_badge=True))
    opened = change(session, cast, StateStep(moment_id=second, saw=State.PLANNED, state=State.NOW))
    assert (opened.moments[0].note, opened.moments[0].badges) == ("Wij bouwen.", ["proud"])
    assert opened.moments[1].state is State.NOW


def test_of_a_change_that_is_refused_nothing_stays(session: Session, cast: Cast) -> None:
    first = card(session, cast).moments[0].id
    steps: list[Step] = [
        StateStep(moment_id=first, saw=State.PLANNED, state=State.NOW),
        NoteStep(moment_id=uuid4(), saw="", note="Wij bouwen."),
    ]
    with pytest.raises(NotFound):
        change(session, cast, *steps)
    session.rollback()
    assert card(session, cast).moments[0].state is State.PLANNED


def test_a_change_id_of_another_card_is_refused(session: Session, cast: Cast) -> None:
    made = Change(id=uuid4(), steps=[AddStep(moment_id=uuid4(), concept_id="sing", after_id=None)])
    editing.apply(session, staff_actor(cast.karima), cast.kikkers.id, today(), made)
    with pytest.raises(Conflict):
        editing.apply(session, staff_actor(cast.sanne), cast.vlinders.id, today(), made)


def test_another_groups_moment_photo_and_change_are_not_there(session: Session, cast: Cast) -> None:
    moment_id, photo_id = uuid4(), uuid4()
    made = Change(id=uuid4(), steps=[AddStep(moment_id=moment_id, concept_id="sing", after_id=None)])
    editing.apply(session, staff_actor(cast.joost), cast.kikkers.id, today(), made)
    owner = {"group_id": cast.kikkers.id, "staff_member_id": cast.joost.id}
    session.add(Photo(id=photo_id, width=1, height=1, placeholder="", **owner))
    session.flush()
    first = card(session, cast).moments[0].id
    for step in (RemoveStep(moment_id=moment_id), PhotoStep(moment_id=first, saw=None, photo_id=photo_id)):
        with pytest.raises(NotFound):
            change(session, cast, step)
    with pytest.raises(NotFound):
        editing.reverse(session, staff_actor(cast.sanne), made.id, uuid4())


@pytest.mark.parametrize("note", HOSTILE)
def test_a_hostile_note_is_kept_as_harmless_words_and_can_be_taken_back(
    session: Session, cast: Cast, note: str
) -> None:
    first, made = card(session, cast).moments[0].id, uuid4()
    steps: list[Step] = [NoteStep(moment_id=first, saw="", note=note)]
    actor = staff_actor(cast.sanne)
    kept = editing.apply(session, actor, cast.vlinders.id, today(), Change(id=made, steps=steps)).moments[0].note
    assert not any(mark in kept for mark in "\u202e\u0000\u0007\u200b\ufeff\r")
    assert kept.count("\u0301") <= 4
    assert publish(session, cast).moments[0]["note"] == kept
    assert editing.reverse(session, actor, made, uuid4()).moments[0].note == ""


def test_a_note_may_be_280_characters_long_and_no_longer(session: Session, cast: Cast) -> None:
    first = card(session, cast).moments[0].id
    longest = "a" * MAX_NOTE_LENGTH
    assert change(session, cast, NoteStep(moment_id=first, saw="", note=longest)).moments[0].note == longest
    for too_long in (longest + "a", "a" * 10_000):
        with pytest.raises(Refused):
            change(session, cast, NoteStep(moment_id=first, saw=longest, note=too_long))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(max_size=300))
def test_any_text_is_kept_or_refused(session: Session, cast: Cast, note: str) -> None:
    first = card(session, cast).moments[0]
    try:
        opened = change(session, cast, NoteStep(moment_id=first.id, saw=first.note, note=note))
    except Refused:
        assert len(note) > MAX_NOTE_LENGTH
    else:
        assert len(opened.moments[0].note) <= MAX_NOTE_LENGTH
    session.rollback()


def test_all_badges_fit_on_a_moment_in_one_order_and_nothing_else_does(session: Session, cast: Cast) -> None:
    first, names = card(session, cast).moments[0].id, [badge.id for badge in badges()]
    steps = [BadgeStep(moment_id=first, badge=name, has_badge=True) for name in reversed(names)]
    assert change(session, cast, *steps).moments[0].badges == names
    for strange in ("fruit", "ui_error", "", "PROUD"):
        with pytest.raises(Refused):
            change(session, cast, BadgeStep(moment_id=first, badge=strange, has_badge=True))


def test_a_card_holds_forty_moments_and_a_removed_one_does_not_come_back_as_the_forty_first(
    session: Session, cast: Cast
) -> None:
    actor, removal = staff_actor(cast.sanne), uuid4()
    gone = Change(id=removal, steps=[RemoveStep(moment_id=card(session, cast).moments[0].id)])
    opened = editing.apply(session, actor, cast.vlinders.id, today(), gone)
    room = MAX_MOMENTS - len(opened.moments)
    change(session, cast, *(AddStep(moment_id=uuid4(), concept_id="sing", after_id=None) for _ in range(room)))
    with pytest.raises(Refused, match="too_many_moments"):
        change(session, cast, AddStep(moment_id=uuid4(), concept_id="sing", after_id=None))
    with pytest.raises(Refused, match="too_many_moments"):
        editing.reverse(session, actor, removal, uuid4())


def test_publishing_twice_is_one_publication_and_after_a_change_another(session: Session, cast: Cast) -> None:
    first = card(session, cast).moments[0].id
    one, same = publish(session, cast), publish(session, cast)
    assert one.id == same.id
    change(session, cast, StateStep(moment_id=first, saw=State.PLANNED, state=State.NOW))
    assert card(session, cast).has_unpublished_changes
    two = publish(session, cast)
    assert two.id != one.id
    assert publish(session, cast, one.id).id == one.id  # sent again, late: it shows nothing older than what is shown
    newest = session.exec(select(Publication).where(Publication.card_id == two.card_id)).all()
    assert max(newest, key=lambda shown: shown.version).id == two.id
    assert not card(session, cast).has_unpublished_changes


def test_a_tap_that_changes_nothing_leaves_nothing_to_publish(session: Session, cast: Cast) -> None:
    first = card(session, cast).moments[0].id
    publish(session, cast)
    change(session, cast, BadgeStep(moment_id=first, badge="proud", has_badge=False))
    assert not card(session, cast).has_unpublished_changes


def test_a_publication_id_of_another_card_is_refused(session: Session, cast: Cast) -> None:
    added = Change(id=uuid4(), steps=[AddStep(moment_id=uuid4(), concept_id="sing", after_id=None)])
    editing.apply(session, staff_actor(cast.joost), cast.kikkers.id, today(), added)
    theirs = publication.publish(session, staff_actor(cast.joost), cast.kikkers.id, today(), uuid4())
    with pytest.raises(Conflict):
        publish(session, cast, theirs.id)


def test_an_empty_card_is_not_published(session: Session, cast: Cast) -> None:
    change(session, cast, *(RemoveStep(moment_id=moment.id) for moment in card(session, cast).moments))
    with pytest.raises(Refused, match="empty_card"):
        publish(session, cast)


def test_a_photo_is_shown_from_its_publication_until_the_one_without_it(session: Session, cast: Cast) -> None:
    owner = {"group_id": cast.vlinders.id, "staff_member_id": cast.sanne.id}
    photo = Photo(id=uuid4(), width=4, height=3, placeholder="", **owner)
    session.add(photo)
    session.flush()
    first = card(session, cast).moments[0].id
    change(session, cast, PhotoStep(moment_id=first, saw=None, photo_id=photo.id))
    assert publish(session, cast).moments[0]["photo"]["id"] == str(photo.id)
    assert session.exec(select(PublishedPhoto.photo_id)).all() == [photo.id]
    change(session, cast, StateStep(moment_id=first, saw=State.PLANNED, state=State.SKIPPED))
    assert [moment["concept_id"] for moment in publish(session, cast).moments] == list(CONCEPTS[1:])
    assert session.exec(select(PublishedPhoto)).all() == []


def test_a_removed_moment_keeps_its_place_in_the_database_and_none_on_the_card(session: Session, cast: Cast) -> None:
    opened = change(session, cast, RemoveStep(moment_id=card(session, cast).moments[2].id))
    assert concepts(opened) == ["arrive", "circle_time", "paint", "go_home"]
    assert len(session.exec(select(Moment).where(Moment.card_id == opened.card.id)).all()) == len(CONCEPTS)
