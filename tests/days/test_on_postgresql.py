"""The rules of a card hold on PostgreSQL, also for two who write in the same moment."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import today
from app.database import transaction
from app.days import editing, publication
from app.days.card import card_of
from app.days.changes import AddStep, BadgeStep, Change, MoveStep, NoteStep, RemoveStep, StateStep, Step
from app.days.models import CardChange, DayCard, Publication, RhythmDay, State
from app.days.rhythm import RhythmChange, UsualMoment, change_rhythm
from app.errors import Conflict
from app.notifications import work
from tests.cast import Cast, staff_actor
from tests.days.acting import card, change, concepts
from tests.days.conftest import CONCEPTS

WRITERS = 8


@pytest.fixture
def engine(postgresql: Engine) -> Engine:
    """Let every fixture here stand on PostgreSQL, with the tables of background work."""
    work.create_tables(postgresql)
    return postgresql


def at_once(count: int, task: Callable[[int], object]) -> list[BaseException | None]:
    """Do a task several times in the same moment; return what went wrong with each."""
    starting, outcomes = threading.Barrier(count), list[BaseException | None]([None] * count)

    def run(place: int) -> None:
        starting.wait()
        try:
            task(place)
        except Exception as error:
            outcomes[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def apply(engine: Engine, cast: Cast, *steps: Step, change_id: UUID | None = None) -> None:
    """Change today's card of Vlinders in a transaction of its own, as a request does."""
    made = Change(id=change_id or uuid4(), steps=list(steps))
    with transaction(engine, is_writing=True) as session:
        editing.apply(session, staff_actor(cast.sanne), cast.vlinders.id, today(), made)


def test_a_card_is_begun_changed_taken_back_and_published(session: Session, cast: Cast) -> None:
    first, second, third = (moment.id for moment in card(session, cast).moments[:3])
    actor, removal = staff_actor(cast.sanne), uuid4()
    steps: list[Step] = [
        StateStep(moment_id=first, saw=State.PLANNED, state=State.NOW),
        BadgeStep(moment_id=first, badge="proud", has_badge=True),
        NoteStep(moment_id=first, saw="a\u0000", note="Wij \u202ebouwen\u0000."),
        MoveStep(moment_id=third, saw_after_id=second, after_id=None),
    ]
    with pytest.raises(Conflict):
        change(session, cast, *steps)
    session.rollback()
    steps[2] = NoteStep(moment_id=first, saw="", note="Wij \u202ebouwen\u0000.")
    assert concepts(change(session, cast, *steps))[:3] == ["fruit", "arrive", "circle_time"]
    gone = Change(id=removal, steps=[RemoveStep(moment_id=first)])
    editing.apply(session, actor, cast.vlinders.id, today(), gone)
    opened = editing.reverse(session, actor, removal, uuid4())
    assert [moment.position for moment in opened.moments] == list(range(len(CONCEPTS)))
    shown = publication.publish(session, actor, cast.vlinders.id, today(), uuid4())
    assert (shown.moments[1]["note"], shown.moments[1]["badges"]) == ("Wij bouwen.", ["proud"])
    session.commit()


def test_a_rhythm_is_arranged_and_a_stale_one_refused(session: Session, cast: Cast) -> None:
    actor = staff_actor(cast.sanne)
    wanted = RhythmChange.model_validate({"saw_version": 1, "moments": [{"concept_id": "sing", "starts_at": "09:05"}]})
    weekday = today().weekday()
    assert change_rhythm(session, actor, cast.vlinders.id, weekday, wanted).version == 2
    session.commit()
    moment = card(session, cast).moments[0]
    assert (moment.concept_id, f"{moment.starts_at:%H:%M}") == ("sing", "09:05")
    with pytest.raises(Conflict):
        change_rhythm(session, actor, cast.vlinders.id, weekday, RhythmChange(saw_version=1, moments=[]))


def test_many_who_begin_a_card_in_the_same_moment_all_get_their_change(engine: Engine, cast: Cast) -> None:
    def add(_place: int) -> None:
        apply(engine, cast, AddStep(moment_id=uuid4(), concept_id="sing", after_id=None))

    assert at_once(WRITERS, add) == [None] * WRITERS
    with transaction(engine) as session:
        opened = card_of(session, staff_actor(cast.sanne), cast.vlinders.id, today())
        assert concepts(opened) == ["sing"] * WRITERS + list(CONCEPTS)
        assert [moment.position for moment in opened.moments] == list(range(WRITERS + len(CONCEPTS)))
        assert opened.card.version == WRITERS


def test_one_change_sent_by_many_in_the_same_moment_happens_once(engine: Engine, cast: Cast) -> None:
    step, change_id = AddStep(moment_id=uuid4(), concept_id="sing", after_id=None), uuid4()
    outcomes = at_once(WRITERS, lambda _place: apply(engine, cast, step, change_id=change_id))
    assert outcomes == [None] * WRITERS
    with transaction(engine) as session:
        assert concepts(card(session, cast)) == ["sing", *CONCEPTS]


def test_of_two_notes_in_the_same_moment_one_stays_and_the_other_is_told(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as session:
        first = card(session, cast).moments[0].id
    outcomes = at_once(2, lambda place: apply(engine, cast, NoteStep(moment_id=first, saw="", note=f"Noot {place}.")))
    refused = next(place for place, outcome in enumerate(outcomes) if outcome)
    assert isinstance(outcomes[refused], Conflict)
    assert outcomes[1 - refused] is None
    with transaction(engine) as session:
        assert card(session, cast).moments[0].note == f"Noot {1 - refused}."


def test_a_reversal_that_waited_for_a_colleague_counts_from_the_colleagues_version(engine: Engine, cast: Cast) -> None:
    made = uuid4()
    apply(engine, cast, AddStep(moment_id=uuid4(), concept_id="sing", after_id=None), change_id=made)
    with transaction(engine, is_writing=True) as waiting:
        # A reversal looks the change up before it holds the lock.
        seen = waiting.get_one(DayCard, waiting.get_one(CardChange, made).card_id)
        apply(engine, cast, AddStep(moment_id=uuid4(), concept_id="dance", after_id=None))
        assert seen.version == 1
        assert editing.reverse(waiting, staff_actor(cast.sanne), made, uuid4()).card.version == 3


def test_of_two_first_rhythms_in_the_same_moment_one_stays_and_the_other_is_told(engine: Engine, cast: Cast) -> None:
    def arrange(place: int) -> None:
        wanted = RhythmChange(saw_version=0, moments=[UsualMoment(concept_id=("sing", "dance")[place])])
        with transaction(engine, is_writing=True) as session:
            change_rhythm(session, staff_actor(cast.joost), cast.kikkers.id, 0, wanted)

    outcomes = at_once(2, arrange)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "NoneType"]
    with transaction(engine) as session:
        days = session.exec(select(RhythmDay).where(RhythmDay.group_id == cast.kikkers.id)).all()
        assert [day.version for day in days] == [1]


def test_many_who_publish_in_the_same_moment_make_one_publication(engine: Engine, cast: Cast) -> None:
    def publish(_place: int) -> None:
        with transaction(engine, is_writing=True) as session:
            publication.publish(session, staff_actor(cast.sanne), cast.vlinders.id, today(), uuid4())

    assert at_once(WRITERS, publish) == [None] * WRITERS
    with transaction(engine) as session:
        cards = select(DayCard.id).where(DayCard.group_id == cast.vlinders.id)
        published = session.exec(select(Publication).where(Publication.card_id == session.exec(cards).one())).all()
        assert len(published) == 1
