"""Placing, counting and offering on PostgreSQL too."""

from uuid import uuid4

from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import today
from app.meanings.answers import answer
from app.meanings.checks import FEWEST_SPEAKERS, offer
from app.meanings.models import ConceptPhoto
from app.meanings.own_photos import own_photos, place
from app.meanings.tickets import opened
from app.meanings.understanding import understandings
from app.media.models import Photo
from app.notifications import work
from tests.cast import caregiver_actor, make_cast, staff_actor
from tests.days.acting import published
from tests.meanings.test_checks import add_speakers


def test_photos_are_placed_and_answers_are_counted(postgresql: Engine) -> None:
    work.create_tables(postgresql)
    with Session(postgresql, expire_on_commit=False) as session:
        cast = make_cast(session)
        add_speakers(session, cast, "ar", FEWEST_SPEAKERS)
        published(session, cast, today(), "sandpit")
        sanne, hala = staff_actor(cast.sanne), caregiver_actor(cast.hala)
        first, second = uuid4(), uuid4()
        for photo_id in (first, second):
            sent = {"group_id": cast.vlinders.id, "staff_member_id": cast.sanne.id}
            session.add(Photo(id=photo_id, **sent, width=8, height=8, placeholder=""))
        session.flush()
        place(session, sanne, cast.vlinders.id, "sandpit", saw=None, photo_id=first)
        place(session, sanne, cast.vlinders.id, "sandpit", saw=first, photo_id=second)
        place(session, sanne, cast.vlinders.id, "sandpit", saw=second, photo_id=first)
        assert own_photos(session.connection(), cast.vlinders.id)["sandpit"].id == first
        assert len(session.exec(select(ConceptPhoto)).all()) == 2
        check = offer(session, hala, [])
        assert check is not None
        answer(session, opened(check.ticket), "sandpit")
        session.commit()
        assert offer(session, hala, []) is None
        [counted] = understandings(session.connection(), cast.regenboog.id)
        assert (counted.concept_id, counted.answers, counted.right) == ("sandpit", 1, 1)
