"""The end of a caregiver's access: at once, whole, and for a quarter of an hour undoable."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app.clock import now
from app.errors import NotFound
from app.people import access
from app.people.actors import StaffActor
from app.people.models import Caregiver
from app.sign_in.cards import revoke_open_cards
from app.sign_in.ending import end_devices, open_devices
from app.sign_in.models import Device

UNDO_FOR = timedelta(minutes=15)


def end_access(session: Session, staff: StaffActor, child_id: UUID, caregiver_id: UUID) -> None:
    """Let a caregiver see a child no more; with no other child here their phones are signed out too."""
    ended = access.access_of(session, staff, child_id, caregiver_id)
    ended.ended_at = now()
    session.flush()
    if not access.has_access(session, caregiver_id):
        end_devices(session, open_devices(session, [caregiver_id]), ended.ended_at)
        revoke_open_cards(session, caregiver_id)


def undo_end_access(session: Session, staff: StaffActor, child_id: UUID, caregiver_id: UUID) -> None:
    """Give an access back that was ended just now, with the phones that were signed out by it.

    Cards stay revoked, and a phone is pushed to again when it is next opened.
    """
    for ended in access.ended_access_in(session, staff, child_id, now() - UNDO_FOR):
        if ended.caregiver_id == caregiver_id:
            signed_out = select(Device).where(Device.caregiver_id == caregiver_id, Device.ended_at == ended.ended_at)
            for device in session.exec(signed_out):
                device.ended_at = None
            ended.ended_at = None
            session.flush()
            return
    raise NotFound


def ended_just_now(session: Session, staff: StaffActor, child_id: UUID) -> Sequence[Caregiver]:
    """Return the caregivers whose access to a child can still be given back."""
    ended = access.ended_access_in(session, staff, child_id, now() - UNDO_FOR)
    ids = [one.caregiver_id for one in ended]
    return session.exec(select(Caregiver).where(col(Caregiver.id).in_(ids)).order_by(col(Caregiver.name))).all()


def sign_out_phones(session: Session, staff: StaffActor, caregiver_id: UUID) -> None:
    """Sign out every phone of a caregiver, such as a lost one; their access stays, and a new card lets them in."""
    caregiver = access.caregiver_of(session, staff, caregiver_id)
    end_devices(session, open_devices(session, [caregiver.id]))
    revoke_open_cards(session, caregiver.id)
