"""Which photos caregivers see is decided by the features that show them; with nobody to say yes, it is no."""

from collections.abc import Callable

from sqlmodel import Session

from app.media.models import Photo
from app.people.actors import CaregiverActor

Check = Callable[[Session, CaregiverActor, Photo], bool]
_checks: list[Check] = []


def register_visibility(check: Check) -> None:
    """Ask this feature too whether a caregiver may see a photo now."""
    if check not in _checks:
        _checks.append(check)


def may_see(session: Session, caregiver: CaregiverActor, photo: Photo) -> bool:
    """Whether any feature shows this photo to this caregiver at this moment."""
    return any(check(session, caregiver, photo) for check in _checks)
