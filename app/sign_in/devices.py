"""A caregiver's own phones: the language chosen on one, the way of reading, and signing out."""

from uuid import UUID

from sqlmodel import Session

from app.errors import NotFound, Refused
from app.language.languages import is_language
from app.people.actors import CaregiverActor
from app.people.models import Caregiver, Reading
from app.sign_in.ending import end_devices, open_devices
from app.sign_in.models import Device


def own_devices(session: Session, caregiver: CaregiverActor) -> list[Device]:
    """Return the phones this caregiver is signed in on, this one first; another caregiver's never."""
    devices = open_devices(session, [caregiver.caregiver_id])
    return sorted(devices, key=lambda device: device.id != caregiver.device_id)


def choose_language(session: Session, caregiver: CaregiverActor, language: str) -> None:
    """Speak another language on this phone from now on."""
    if not is_language(language):
        raise Refused("unknown_language", pictogram="ui_language")
    session.get_one(Device, caregiver.device_id).language = language


def choose_reading(session: Session, caregiver: CaregiverActor, reading: Reading) -> None:
    """Take in the card another way from now on, on every phone of this caregiver."""
    session.get_one(Caregiver, caregiver.caregiver_id).reading = reading


def sign_out(session: Session, caregiver: CaregiverActor, device_id: UUID) -> None:
    """Sign out one of the caregiver's own phones, this one or one that was lost."""
    found = [device for device in own_devices(session, caregiver) if device.id == device_id]
    if not found:
        raise NotFound
    end_devices(session, found)
