"""The interface of notifications: subscribe a phone, stop, and send a test."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from app.config import Settings
from app.database import EngineDep, SessionDep, transaction
from app.notifications import outbox, subscriptions
from app.notifications.addresses import Addresses
from app.notifications.vapid import vapid_of
from app.sign_in.actor import CurrentCaregiver

router = APIRouter(prefix="/api/v1")


class Keys(BaseModel):
    """What a browser gives to encrypt for it, both base64url."""

    p256dh: str = Field(max_length=100)
    auth: str = Field(max_length=40)


class SubscriptionBody(BaseModel):
    """A browser's `PushSubscription`, as its `toJSON()` gives it."""

    endpoint: str
    keys: Keys


def get_settings_of(request: Request) -> Settings:
    """Return the settings of the application that answers."""
    settings: Settings = request.app.state.settings
    return settings


SettingsDep = Annotated[Settings, Depends(get_settings_of)]


@router.get("/push-key")
def push_key(settings: SettingsDep) -> dict[str, str]:
    """Return the key a browser subscribes with (`applicationServerKey`)."""
    return {"key": vapid_of(settings).public_key}


@router.put("/subscription", status_code=204)
def put_subscription(
    body: SubscriptionBody, caregiver: CurrentCaregiver, settings: SettingsDep, engine: EngineDep
) -> Response:
    """Push to this phone from now on; sent again at every start, since browsers change endpoints silently."""
    addresses = Addresses(settings.push_hosts)
    # The name is looked up before the transaction begins: it can take seconds, and writers wait for each other.
    addresses.check_reachable(addresses.url_of(body.endpoint))
    with transaction(engine, is_writing=True) as session:
        subscriptions.subscribe(session, caregiver, body.endpoint, body.keys.p256dh, body.keys.auth)
    return Response(status_code=204)


@router.delete("/subscription", status_code=204)
def delete_subscription(caregiver: CurrentCaregiver, session: SessionDep) -> Response:
    """Push nothing to this phone any more."""
    subscriptions.remove_for_device(session, caregiver.device_id)
    return Response(status_code=204)


@router.post("/test-notification", status_code=202)
def test_notification(caregiver: CurrentCaregiver, session: SessionDep) -> Response:
    """Send this phone a test."""
    outbox.send_test(session, caregiver.device_id)
    return Response(status_code=202)
