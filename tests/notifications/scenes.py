"""What the tests of notifications begin with: phones that are bound and subscribed."""

import time
from collections.abc import Callable

from sqlmodel import Session

from app.notifications import subscriptions
from app.notifications.models import Subscription
from app.people.actors import CaregiverActor
from app.people.models import Caregiver
from app.security import new_token
from app.sign_in.models import Device
from tests.notifications.push_service import Phone, PushService


def bind(session: Session, caregiver: Caregiver, language: str = "") -> CaregiverActor:
    """Bind a phone to a caregiver, in a language of its own if one is given."""
    spoken = language or caregiver.languages[0]
    device = Device(caregiver_id=caregiver.id, token_hash=new_token(), language=spoken)
    session.add(device)
    session.flush()
    return CaregiverActor(caregiver.id, device.id, spoken, caregiver.reading)


def subscribe(
    session: Session, caregiver: Caregiver, service: PushService, behaviour: str = "201", language: str = ""
) -> tuple[Phone, Subscription]:
    """Bind a phone and subscribe it at a push service that behaves so."""
    phone = Phone()
    actor = bind(session, caregiver, language)
    endpoint = service.endpoint(behaviour, phone)
    return phone, subscriptions.subscribe(session, actor, endpoint, phone.p256dh, phone.auth)


def wait_until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that happens in the background; a failure if it never does."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)
