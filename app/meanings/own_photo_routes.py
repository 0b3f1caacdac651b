"""The interface of a group's own photos, for the script of staff's page."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from app.database import SessionDep
from app.meanings.own_photos import place
from app.sign_in.actor import CurrentStaff

router = APIRouter(prefix="/api/v1/groups/{group_id}")


class Placing(BaseModel):
    """The photo to show from now on, or none, and the one that its maker saw."""

    saw: UUID | None
    photo_id: UUID | None


@router.put("/own-photos/{concept_id}", status_code=204)
def place_own_photo(
    session: SessionDep, staff: CurrentStaff, group_id: UUID, concept_id: str, placing: Placing
) -> None:
    """Show a photo of the group's own beside a concept's pictogram, or take it off."""
    place(session, staff, group_id, concept_id, saw=placing.saw, photo_id=placing.photo_id)
