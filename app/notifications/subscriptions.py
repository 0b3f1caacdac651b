"""Subscriptions: one for each device that wants to be told, and never two accounts on one endpoint."""

import base64
import binascii
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import or_
from sqlmodel import Session, col, delete, select

from app.clock import now
from app.errors import Refused
from app.notifications.models import Subscription
from app.people.actors import CaregiverActor
from app.security import hash_token
from app.sign_in.ending import when_a_device_ends

POINT_BYTES, AUTH_BYTES = 65, 16


def subscribe(session: Session, caregiver: CaregiverActor, endpoint: str, p256dh: str, auth: str) -> Subscription:
    """Push to this device at this endpoint from now on; it is taken from whoever had it on this phone before."""
    check_keys(p256dh, auth)
    endpoint_hash = hash_token(endpoint)
    found = subscription_of(session, caregiver.device_id)
    others = or_(col(Subscription.endpoint_hash) == endpoint_hash, col(Subscription.device_id) == caregiver.device_id)
    if found is not None and found.endpoint_hash == endpoint_hash:
        found.p256dh, found.auth, found.confirmed_at = p256dh, auth, now()
        return found
    session.exec(delete(Subscription).where(others))
    made = Subscription(
        device_id=caregiver.device_id,
        caregiver_id=caregiver.caregiver_id,
        endpoint_hash=endpoint_hash,
        endpoint=endpoint,
        p256dh=p256dh,
        auth=auth,
    )
    session.add(made)
    session.flush()
    return made


def subscription_of(session: Session, device_id: UUID) -> Subscription | None:
    """Return where a device is pushed to; None while it isn't."""
    return session.exec(select(Subscription).where(Subscription.device_id == device_id)).first()


@when_a_device_ends
def remove_for_device(session: Session, device_id: UUID) -> None:
    """Push nothing to a device any more."""
    session.exec(delete(Subscription).where(col(Subscription.device_id) == device_id))


def check_keys(p256dh: str, auth: str) -> None:
    """Refuse keys that nothing could be encrypted for: the browser's is a point on P-256, the secret 16 bytes."""
    try:
        point, secret = decoded_key(p256dh), decoded_key(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (ValueError, binascii.Error) as error:
        raise Refused("bad_subscription_keys") from error
    if len(point) != POINT_BYTES or len(secret) != AUTH_BYTES:
        raise Refused("bad_subscription_keys")


def decoded_key(text: str) -> bytes:
    """Return a browser's key as bytes; `binascii.Error` if it is no Base64."""
    return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
