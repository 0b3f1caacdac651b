"""The voices of the world: Hala, Omar and the volunteer Zamzam speak Somali for De Regenboog, Eva for Het Anker."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlmodel import Session, select

from app.clock import now
from app.language.po_file import CONCEPTS
from app.media.storage import get_storage
from app.security import hash_token, new_token
from app.sign_in import volunteers
from app.sign_in.models import Volunteer
from app.speech.models import Recording, RecordingState, Speaker, WordCorrection
from tests.cast import Cast, staff_actor

Ids = dict[str, dict[str, UUID]]


@dataclass(frozen=True)
class VoicesOfWorld:
    """What was added: the ids by scope, the token of a card that waits, and of the volunteer's phone."""

    ids: Ids
    card_token: str
    phone_token: str


def add_voices(session: Session, cast: Cast) -> VoicesOfWorld:
    """Add a recording, a corrected word and a volunteer for each scope."""
    regenboog, anker = cast.regenboog.id, cast.anker.id
    hala = Speaker(organisation_id=regenboog, caregiver_id=cast.hala.id, language="so", alias="Ayaan")
    omar = Speaker(organisation_id=regenboog, caregiver_id=cast.omar.id, language="so", alias="Omar")
    selam = Speaker(organisation_id=regenboog, caregiver_id=cast.selam.id, language="ti", alias="Letay")
    fatma = Speaker(organisation_id=regenboog, caregiver_id=cast.fatma.id, language="tr", alias="Elif")
    eva = Speaker(organisation_id=anker, caregiver_id=cast.eva.id, language="so", alias="Idil")
    session.add_all([hala, omar, selam, fatma, eva])
    session.flush()
    by = {"own": hala, "same_group": selam, "other_group": fatma, "other_organisation": eva}
    issuers = dict(zip(by, (cast.sanne, cast.ineke, cast.joost, cast.pieter), strict=True))
    ids: Ids = {}
    cards = {}
    for scope, speaker in by.items():
        issued = volunteers.issue(session, staff_actor(issuers[scope]), uuid4(), "Zamzam", "so")
        cards[scope] = issued
        correction_id = _correction(session, speaker)
        ids[scope] = {"recording_id": _recording(session, speaker, "dance"), "correction_id": correction_id}
        ids[scope]["volunteer_id"] = issued.volunteer.id
    ids["approved"] = {"recording_id": _recording(session, hala, "fruit", RecordingState.APPROVED)}
    return VoicesOfWorld(ids, cards["own"].token, _phone_of_zamzam(session, cards["own"].volunteer))


def put_sounds_back(session: Session) -> None:
    """Keep the sound of each recording, also of those whose deletion was taken back."""
    for recording in session.exec(select(Recording)):
        if not list(get_storage().keys(recording.file_key.rpartition("/")[0])):
            get_storage().put(recording.file_key, b"sound")


def _recording(session: Session, speaker: Speaker, key: str, state: RecordingState = RecordingState.WAITING) -> UUID:
    decided = {"decided_at": now()} if state is RecordingState.APPROVED else {}
    made = {"key": key, "text": "", "seconds": 1.0, "sha256": uuid4().hex, "state": state, **decided}
    recording = Recording(id=uuid4(), speaker_id=speaker.id, language=speaker.language, **made)
    session.add(recording)
    session.flush()
    return recording.id


def _correction(session: Session, speaker: Speaker) -> UUID:
    place = {"language": speaker.language, "domain": CONCEPTS, "msgid": f"of {speaker.alias}"}
    correction = WordCorrection(key="dance", text="", before="", speaker_id=speaker.id, **place)
    session.add(correction)
    session.flush()
    return correction.id


def _phone_of_zamzam(session: Session, other: Volunteer) -> str:
    token, organisation_id = new_token(), other.organisation_id
    zamzam = Volunteer(
        id=uuid4(),
        organisation_id=organisation_id,
        staff_member_id=other.staff_member_id,
        name="Zamzam",
        language="so",
        card_hash=hash_token(new_token()),
        expires_at=now() + timedelta(days=1),
        redeemed_at=now(),
        token_hash=hash_token(token),
    )
    session.add(zamzam)
    session.flush()
    session.add(Speaker(organisation_id=organisation_id, volunteer_id=zamzam.id, language="so", alias="Zamzam"))
    return token
