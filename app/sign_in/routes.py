"""The interface of a caregiver's phone: redeeming a card, its language, its end."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints

from app.database import EngineDep, SessionDep
from app.errors import Refused
from app.people.models import Reading
from app.security import CODE_DIGITS
from app.sign_in import devices
from app.sign_in.actor import CurrentCaregiver
from app.sign_in.attempts import address_of
from app.sign_in.cookies import clear_token, set_token, token_in
from app.sign_in.redemption import Redemption, redeem

router = APIRouter(prefix="/api/v1")

Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=rf"^([0-9]{{{CODE_DIGITS}}})?$")]


class RedemptionRequest(BaseModel):
    """The token of a QR or the typed code; `device_id` lets a phone ask again when the answer was lost."""

    token: Annotated[str, StringConstraints(max_length=100)] = ""
    code: Code = ""
    language: Annotated[str, StringConstraints(max_length=20)] = ""
    device_id: UUID = Field(default_factory=uuid4)


class DeviceChange(BaseModel):
    """What a phone can change about itself."""

    language: Annotated[str, StringConstraints(max_length=20)]


class CaregiverChange(BaseModel):
    """What a caregiver can change about themselves."""

    reading: Reading


@router.post("/sign-in-cards/redemption", status_code=204)
def redeem_card(request: Request, engine: EngineDep, asked: RedemptionRequest, response: Response) -> None:
    """Bind this phone to the card's caregiver; whoever it belonged to before is signed out."""
    set_token(response, "device", redeemed(request, engine, asked))


@router.patch("/device", status_code=204)
def change_device(session: SessionDep, caregiver: CurrentCaregiver, change: DeviceChange) -> None:
    """Choose the language of this phone."""
    devices.choose_language(session, caregiver, change.language)


@router.delete("/device", status_code=204)
def sign_out(request: Request, session: SessionDep, caregiver: CurrentCaregiver, response: Response) -> None:
    """Sign this phone out and leave nothing of the family on it."""
    devices.sign_out(session, caregiver, caregiver.device_id)
    clear_token(response, "device")
    # On a staff member's own phone their unsent work stays; there the page itself removes what was the family's.
    is_staff_phone = token_in(request, "staff") is not None
    response.headers["Clear-Site-Data"] = '"cache"' if is_staff_phone else '"cache", "storage"'


@router.delete("/devices/{device_id}", status_code=204)
def sign_out_other(session: SessionDep, caregiver: CurrentCaregiver, device_id: UUID) -> None:
    """Sign out another phone of one's own, such as a lost one."""
    devices.sign_out(session, caregiver, device_id)


@router.patch("/caregiver", status_code=204)
def change_caregiver(session: SessionDep, caregiver: CurrentCaregiver, change: CaregiverChange) -> None:
    """Choose the way of reading."""
    devices.choose_reading(session, caregiver, change.reading)


def redeemed(request: Request, engine: EngineDep, asked: RedemptionRequest) -> str:
    """Redeem what a phone sent and return its new token."""
    if not (asked.token or asked.code):
        raise Refused("no_card")
    redemption = Redemption(
        device_id=asked.device_id,
        token=asked.token,
        code=asked.code,
        language=asked.language,
        replaced_token=token_in(request, "device") or "",
    )
    return redeem(engine, redemption, address_of(request))
