"""What else must happen when a device is signed out; the layers above sign-in add theirs."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import Session

_callbacks: list[Callable[[Session, UUID], None]] = []


def when_a_device_ends(callback: Callable[[Session, UUID], None]) -> None:
    """Call this with the session and the device's id, in the transaction that ends the device."""
    _callbacks.append(callback)


def device_ended(session: Session, device_id: UUID) -> None:
    """Tell the layers above that a device is signed out, whoever did it."""
    for callback in _callbacks:
        callback(session, device_id)
