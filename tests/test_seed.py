"""The demo is alive: on any day every screen has something to show, and a start changes nothing that is there."""

import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from app import cli, seed
from app.clock import today
from app.config import get_settings
from app.database import create_engine_for
from app.days.models import CardChange, DayCard, Moment, Publication, RhythmDay, State
from app.language.languages import tags
from app.media.models import Photo
from app.media.storage import Storage
from app.media.variants import TYPES
from app.people.models import Caregiver, CaregiverAccess, Child, Group, Role, Site, StaffMember, StaffRole
from app.seed.days import PHOTOS
from app.sign_in.models import SignInCard

PASSWORD = "a good long password"
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TABLES = (Site, Group, Child, Caregiver, CaregiverAccess, StaffMember, StaffRole, RhythmDay, DayCard, Photo)


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    """Return where the demo's photos go."""
    return Storage("", tmp_path / "files")


@pytest.fixture(scope="module", autouse=True)
def thumbnails(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make the demo of small copies of its photos: making the sizes of real ones is most of what a start takes."""
    folder = tmp_path_factory.mktemp("photos")
    for file in PHOTOS.glob("*.jpg"):
        with Image.open(file) as photo:
            photo.resize((160, 120)).save(folder / file.name)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(seed.days, "PHOTOS", folder)
        yield


@pytest.fixture(scope="module")
def first_start(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, seed.Demo]:
    """Return the folder of a first start and what was made there, once for all who only look at it."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(empty_database, folder / "dagkaart.sqlite")
    engine = create_engine_for(f"sqlite+pysqlite:///{folder / 'dagkaart.sqlite'}")
    with Session(engine, expire_on_commit=False) as session:
        demo = seed.seed(session, PASSWORD)
        session.commit()
    seed.live(engine, Storage("", folder / "files"))
    engine.dispose()
    return folder, demo


@pytest.fixture
def demo(engine: Engine, tmp_path: Path, first_start: tuple[Path, seed.Demo]) -> seed.Demo:
    """Return the demo of a first start, in this test's own database."""
    folder, made = first_start
    shutil.copy(folder / "dagkaart.sqlite", tmp_path / "dagkaart.sqlite")
    return made


def count_rows(engine: Engine) -> dict[str, int]:
    with Session(engine) as session:
        tables = (*TABLES, CardChange, Publication, Moment)
        return {table.__name__: session.exec(select(func.count()).select_from(table)).one() for table in tables}


def days_of(engine: Engine) -> set[tuple[str, str]]:
    with Session(engine) as session:
        query = select(Group.name, col(DayCard.day)).join(DayCard, col(DayCard.group_id) == Group.id)
        return {(name, day.isoformat()) for name, day in session.exec(query)}


def test_there_is_a_caregiver_in_every_language(engine: Engine, demo: seed.Demo) -> None:
    with Session(engine) as session:
        first = {languages[0] for languages in session.exec(select(Caregiver.languages))}
    assert first == set(tags())


def test_a_child_has_two_adults_and_an_adult_has_two_children(engine: Engine, demo: seed.Demo) -> None:
    with Session(engine) as session:
        pairs = session.exec(select(CaregiverAccess.child_id, CaregiverAccess.caregiver_id)).all()
    assert len({child for child, _ in pairs}) < len(pairs)
    assert len({adult for _, adult in pairs}) < len(pairs)


def test_every_kind_of_staff_is_there(engine: Engine, demo: seed.Demo) -> None:
    with Session(engine) as session:
        roles = list(session.exec(select(StaffRole.role)))
    assert sorted(roles) == sorted([Role.ADMINISTRATOR, Role.COORDINATOR, Role.STAFF, Role.STAFF])


def test_every_photo_of_the_demo_stands_in_storage_in_every_size(
    engine: Engine, demo: seed.Demo, first_start: tuple[Path, seed.Demo]
) -> None:
    storage = Storage("", first_start[0] / "files")
    with Session(engine) as session:
        photos = session.exec(select(Photo)).all()
    assert photos
    assert all(storage.size(photo.key(name)) > 500 for photo in photos for name in TYPES)


def test_a_photo_of_the_demo_is_light_and_is_used() -> None:
    files = list(PHOTOS.glob("*.jpg"))
    assert {file.stem for file in files} == set(seed.days.SHOWN_BY.values())
    assert max(file.stat().st_size for file in files) <= 120_000
    assert sum(file.stat().st_size for file in files) <= 900_000


@pytest.mark.parametrize("days_later", [0, 2, 3, 5], ids=["wednesday", "friday", "saturday", "monday"])
def test_on_any_weekday_both_groups_have_a_running_today_with_photos(
    engine: Engine, storage: Storage, days_later: int
) -> None:
    with time_machine.travel(WEDNESDAY + timedelta(days=days_later)):
        with Session(engine) as session:
            seed.seed(session, PASSWORD)
            session.commit()
        seed.live(engine, storage)
        with Session(engine) as session:
            cards = session.exec(select(DayCard).where(DayCard.day == today())).all()
            shown = [session.exec(select(Publication).where(Publication.card_id == card.id)).one() for card in cards]
    assert len(shown) == 2
    for publication in shown:
        assert [moment["state"] for moment in publication.moments].count(State.NOW) == 1
        assert sum(moment["photo"] is not None for moment in publication.moments) >= 2


def test_the_three_school_days_before_are_over_and_published(engine: Engine, storage: Storage) -> None:
    monday = WEDNESDAY + timedelta(days=5)
    with time_machine.travel(monday):
        with Session(engine) as session:
            seed.seed(session, PASSWORD)
            session.commit()
        seed.live(engine, storage)
    past = {"2026-11-25", "2026-11-26", "2026-11-27"}
    assert days_of(engine) == {(group, day) for group in ("Vlinders", "Kikkers") for day in {*past, "2026-11-30"}}
    with Session(engine) as session:
        assert all(card.published_version == card.version for card in session.exec(select(DayCard)))


def test_a_second_start_changes_nothing_but_the_sign_in_card(engine: Engine, storage: Storage, tmp_path: Path) -> None:
    settings = get_settings().model_copy(update={"data_folder": tmp_path})
    starts = []
    for _ in range(2):
        way_in = seed.way_in(engine, settings)
        seed.live(engine, storage)
        starts.append((way_in, count_rows(engine)))
    (first, rows), (second, rows_again) = starts
    assert rows == rows_again
    assert first.split("Parent")[0] == second.split("Parent")[0]
    assert first != second


def test_a_start_on_the_next_day_adds_that_day(engine: Engine, storage: Storage) -> None:
    with time_machine.travel(WEDNESDAY):
        with Session(engine) as session:
            seed.seed(session, PASSWORD)
            session.commit()
        seed.live(engine, storage)
        before = days_of(engine)
    with time_machine.travel(WEDNESDAY + timedelta(days=1)):
        seed.live(engine, storage)
        seed.live(engine, storage)
    assert days_of(engine) - before == {("Vlinders", "2026-11-26"), ("Kikkers", "2026-11-26")}


def test_the_printed_sign_in_and_link_work(
    engine: Engine, storage: Storage, client: TestClient, tmp_path: Path
) -> None:
    settings = get_settings().model_copy(update={"data_folder": tmp_path})
    way_in = seed.way_in(engine, settings)
    seed.live(engine, storage)
    password = way_in.split("password: ")[1].split("\n")[0]
    link = way_in.split("Parent   ")[1].split("\n")[0]
    signed_in = client.post("/staff/sign-in", data={"email": seed.EMAIL, "password": password})
    assert signed_in.status_code == 303
    assert client.get(link.removeprefix(settings.public_url).split("#")[0]).status_code == 200


def test_where_others_live_nothing_is_added(engine: Engine, storage: Storage, cast: object) -> None:
    before = count_rows(engine)
    assert seed.way_in(engine, get_settings()) == ""
    seed.live(engine, storage)
    assert count_rows(engine) == before


def test_staff_and_parents_find_something_on_their_screens(
    engine: Engine,
    demo: seed.Demo,
    as_staff: Callable[[StaffMember], TestClient],
    as_caregiver: Callable[[Caregiver], TestClient],
) -> None:
    with Session(engine, expire_on_commit=False) as session:
        sanne = session.exec(select(StaffMember).where(StaffMember.email == seed.EMAIL)).one()
        everyone = session.exec(select(Caregiver)).all()
    staff = as_staff(sanne)
    for screen, shown in (("today", "data-state"), ("families", "Amal"), ("rhythm", "blocks_build")):
        assert shown in staff.get(f"/staff/groups/{demo.group_id}/{screen}").text
    for caregiver in everyone:
        page = as_caregiver(caregiver).get("/today").text
        assert 'data-place="now"' in page
        assert "/photos/" in page
        assert 'class="days"' in page


def test_a_taken_port_is_said_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} is taken"):
            cli.run(port=port, is_empty=True)


def test_only_one_sign_in_card_of_the_shown_parent_is_open(engine: Engine, tmp_path: Path) -> None:
    settings = get_settings().model_copy(update={"data_folder": tmp_path})
    for _ in range(3):
        seed.way_in(engine, settings)
    with Session(engine) as session:
        demo = seed.find(session)
        assert demo is not None
        query = select(SignInCard).where(SignInCard.caregiver_id == demo.caregiver_id)
        assert [card.revoked_at is None for card in session.exec(query)].count(True) == 1
