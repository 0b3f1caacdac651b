"""The end of a device: it is signed out, and whatever else belongs to it goes in the same transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.clock import now
from app.sign_in.models import Device

Callback = Callable[[Session, UUID], None]
_callbacks: list[Callback] = []


def when_a_device_ends(callback: Callback) -> Callback:
    """Have this called with the session and the device's id; layers above register what they keep for a device."""
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def end_devices(session: Session, devices: Iterable[Device], ended_at: datetime | None = None) -> None:
    """Sign these devices out."""
    for device in devices:
        device.ended_at = ended_at or now()
        session.add(device)
        session.flush()
        for callback in _callbacks:
            callback(session, device.id)


def open_devices(session: Session, caregiver_ids: Iterable[UUID]) -> list[Device]:
    """Return the devices these caregivers are signed in on, the oldest first."""
    query = select(Device).where(col(Device.caregiver_id).in_(list(caregiver_ids)), col(Device.ended_at).is_(None))
    return list(session.exec(query.order_by(col(Device.created_at))))
