"""Who a request comes from."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Nobody has signed in."""


@dataclass(frozen=True, slots=True)
class StaffActor:
    """A signed-in staff member; `is_administrator` and `is_coordinator` say which screens exist for them."""

    staff_member_id: UUID
    organisation_id: UUID
    staff_session_id: UUID
    language: str
    is_coordinator: bool = False
    is_administrator: bool = False

    @property
    def account(self) -> str:
        """Whose what a browser keeps is: the member's, so that work that waits outlives a session that ran out."""
        return f"staff-{self.staff_member_id}"


@dataclass(frozen=True, slots=True)
class CaregiverActor:
    """A caregiver on a device; `language` is the one chosen on that device."""

    caregiver_id: UUID
    device_id: UUID
    language: str
    reading: str


@dataclass(frozen=True, slots=True)
class VolunteerActor:
    """A volunteer on their one phone: they record words, and see nothing of any child."""

    volunteer_id: UUID
    organisation_id: UUID
    language: str

    @property
    def account(self) -> str:
        """Whose what a browser keeps is."""
        return f"volunteer-{self.volunteer_id}"


Actor = Anonymous | StaffActor | CaregiverActor | VolunteerActor
SpeakingActor = StaffActor | CaregiverActor | VolunteerActor
