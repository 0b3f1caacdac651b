"""The interface of volunteers' cards: given by staff, redeemed on one phone, ended."""

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints

from app.database import EngineDep, SessionDep
from app.sign_in import volunteers
from app.sign_in.actor import CurrentStaff, CurrentVolunteer
from app.sign_in.attempts import address_of
from app.sign_in.cookies import clear_token, set_token
from app.sign_in.models import Volunteer

router = APIRouter(prefix="/api/v1")


class VolunteerForm(BaseModel):
    """What staff fill in about a volunteer."""

    name: Annotated[str, StringConstraints(max_length=500)]
    language: Annotated[str, StringConstraints(max_length=20)]


class VolunteerShown(BaseModel):
    """A volunteer as staff see them."""

    id: UUID
    name: str
    language: str
    has_phone: bool
    expires_at: datetime


class VolunteersShown(BaseModel):
    """The volunteers of an organisation."""

    volunteers: list[VolunteerShown]


class IssuedShown(VolunteerShown):
    """A volunteer whose card was just issued; the address is what its QR says, and is known to nobody later."""

    url: str


class VolunteerRedemption(BaseModel):
    """The token of a volunteer's QR; `device_id` lets a phone ask again when the answer was lost."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    device_id: UUID = Field(default_factory=uuid4)


@router.put("/staff/volunteers/{volunteer_id}", status_code=201)
def put_volunteer(
    session: SessionDep, staff: CurrentStaff, volunteer_id: UUID, form: VolunteerForm, response: Response
) -> IssuedShown:
    """Give a volunteer a card, or a new one."""
    issued = volunteers.issue(session, staff, volunteer_id, form.name, form.language)
    response.headers["Cache-Control"] = "no-store"
    return IssuedShown(url=issued.url, **_shown(issued.volunteer).model_dump())


@router.get("/staff/volunteers")
def get_volunteers(session: SessionDep, staff: CurrentStaff) -> VolunteersShown:
    """Show an organisation's volunteers."""
    return VolunteersShown(volunteers=[_shown(one) for one in volunteers.volunteers_of(session, staff)])


@router.delete("/staff/volunteers/{volunteer_id}", status_code=204)
def delete_volunteer(session: SessionDep, staff: CurrentStaff, volunteer_id: UUID) -> None:
    """End a volunteer's card and phone."""
    volunteers.end_by_staff(session, staff, volunteer_id)


@router.post("/volunteer-cards/redemption", status_code=204)
def redeem_volunteer_card(request: Request, engine: EngineDep, asked: VolunteerRedemption, response: Response) -> None:
    """Bind this phone to the volunteer."""
    set_token(response, "volunteer", volunteers.redeem(engine, asked.token, asked.device_id, address_of(request)))


@router.delete("/volunteer", status_code=204)
def sign_volunteer_out(session: SessionDep, volunteer: CurrentVolunteer, response: Response) -> None:
    """Sign this phone out."""
    volunteers.sign_out(session, volunteer)
    clear_token(response, "volunteer")


def _shown(volunteer: Volunteer) -> VolunteerShown:
    return VolunteerShown(
        id=volunteer.id,
        name=volunteer.name,
        language=volunteer.language,
        has_phone=volunteer.token_hash is not None,
        expires_at=volunteer.expires_at,
    )
