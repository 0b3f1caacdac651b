"""The one permission table: who may ask for each route; a route that isn't here is refused to everyone."""

from enum import StrEnum

from app.errors import NotAllowed, NotFound, SignInNeeded
from app.people.actors import Actor, CaregiverActor, StaffActor


class Who(StrEnum):
    """The kinds of people; which rows each may see is decided by `people/access.py`."""

    EVERYONE = "everyone"
    CAREGIVER = "caregiver"
    STAFF = "staff"
    COORDINATOR = "coordinator"  # and administrators
    ADMINISTRATOR = "administrator"
    SIGNED_IN = "signed in"  # staff or caregivers


PERMISSIONS: dict[tuple[str, str], Who] = {
    ("GET", "/"): Who.EVERYONE,
    ("GET", "/health"): Who.EVERYONE,
    ("GET", "/assets/{path:path}"): Who.EVERYONE,
    ("GET", "/service-worker.js"): Who.EVERYONE,
    ("GET", "/manifest/{language}.webmanifest"): Who.EVERYONE,
    ("GET", "/offline/{language}"): Who.EVERYONE,
    ("GET", "/clips/{language}/{concept_id}.m4a"): Who.EVERYONE,
    ("GET", "/clips/{language}/words/{key}.m4a"): Who.EVERYONE,
    ("GET", "/clips/{language}/{concept_id}.m4a"): Who.EVERYONE,
    ("GET", "/clips/{language}/words/{key}.m4a"): Who.EVERYONE,
    ("GET", "/today"): Who.CAREGIVER,
    ("GET", "/today/{day}"): Who.CAREGIVER,
    ("GET", "/photos/{photo_id}/{name}"): Who.SIGNED_IN,
    ("PUT", "/api/v1/groups/{group_id}/photos/{photo_id}"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/today"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/cards/{day}"): Who.STAFF,
    ("POST", "/api/v1/groups/{group_id}/cards/{day}/changes"): Who.STAFF,
    ("POST", "/api/v1/groups/{group_id}/cards/{day}/publication"): Who.STAFF,
    ("POST", "/api/v1/changes/{change_id}/reversal"): Who.STAFF,
    ("PUT", "/api/v1/groups/{group_id}/rhythm/{weekday}"): Who.STAFF,
    ("GET", "/api/v1/push-key"): Who.EVERYONE,
    ("PUT", "/api/v1/subscription"): Who.CAREGIVER,
    ("DELETE", "/api/v1/subscription"): Who.CAREGIVER,
    ("POST", "/api/v1/test-notification"): Who.CAREGIVER,
}


def check(actor: Actor, method: str, path: str) -> None:
    """Refuse an actor whom the table doesn't name for this route; no route in the table, no entry."""
    who = PERMISSIONS.get(("GET" if method == "HEAD" else method, path))
    if who is None:
        raise NotFound
    if who is Who.EVERYONE or _is_one_of(actor, who):
        return
    if isinstance(actor, StaffActor | CaregiverActor):
        raise NotAllowed if who in {Who.COORDINATOR, Who.ADMINISTRATOR} else SignInNeeded
    raise SignInNeeded


def _is_one_of(actor: Actor, who: Who) -> bool:
    if isinstance(actor, CaregiverActor):
        return who in {Who.CAREGIVER, Who.SIGNED_IN}
    if not isinstance(actor, StaffActor):
        return False
    if who is Who.ADMINISTRATOR:
        return actor.is_administrator
    if who is Who.COORDINATOR:
        return actor.is_administrator or actor.is_coordinator
    return who in {Who.STAFF, Who.SIGNED_IN}
