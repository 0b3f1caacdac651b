"""The forms about families, as pages send them; ids are made by the page, so that sending twice does it once."""

from typing import Annotated
from uuid import UUID, uuid4

from pydantic import BaseModel, BeforeValidator, Field

from app.families.service import Adult
from app.people.models import Caregiver, Child, Reading

OptionalId = Annotated[UUID | None, BeforeValidator(lambda value: value or None)]


class ChildForm(BaseModel):
    """A child: what it is called and what it is shown by."""

    child_id: UUID = Field(default_factory=uuid4)
    given_name: str = ""
    avatar: str = ""
    photo_id: OptionalId = None


class CaregiverForm(BaseModel):
    """A caregiver, and the card they get."""

    caregiver_id: UUID = Field(default_factory=uuid4)
    card_id: UUID = Field(default_factory=uuid4)
    name: str = ""
    languages: list[str] = []
    reading: Reading = Reading.LISTENING

    @property
    def adult(self) -> Adult:
        """Return what was filled in."""
        return Adult(self.name, self.languages, self.reading)


class FamilyForm(ChildForm, CaregiverForm):
    """A child with its first caregiver, in one go."""


def child_form(child: Child) -> ChildForm:
    """Return the form filled in with a child."""
    return ChildForm(child_id=child.id, given_name=child.given_name, avatar=child.avatar, photo_id=child.photo_id)


def caregiver_form(caregiver: Caregiver) -> CaregiverForm:
    """Return the form filled in with a caregiver."""
    return CaregiverForm(
        caregiver_id=caregiver.id, name=caregiver.name, languages=caregiver.languages, reading=caregiver.reading
    )
