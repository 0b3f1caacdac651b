"""The one permission table: who may ask for each route; a route that isn't here is refused to everyone."""

from enum import StrEnum

from app.errors import NotAllowed, NotFound, SignInNeeded
from app.people.actors import Actor, CaregiverActor, StaffActor, VolunteerActor


class Who(StrEnum):
    """The kinds of people; which rows each may see is decided by `people/access.py`."""

    EVERYONE = "everyone"
    CAREGIVER = "caregiver"
    STAFF = "staff"
    COORDINATOR = "coordinator"  # and administrators
    ADMINISTRATOR = "administrator"
    SIGNED_IN = "signed in"  # staff or caregivers
    VOLUNTEER = "volunteer"
    SPEAKER = "speaker"  # whoever may record words: volunteers, caregivers and staff


PERMISSIONS: dict[tuple[str, str], Who] = {
    ("GET", "/"): Who.EVERYONE,
    ("GET", "/health"): Who.EVERYONE,
    ("GET", "/assets/{path:path}"): Who.EVERYONE,
    ("GET", "/service-worker.js"): Who.EVERYONE,
    ("GET", "/manifest/{language}.webmanifest"): Who.EVERYONE,
    ("GET", "/offline/{language}"): Who.EVERYONE,
    ("GET", "/credits"): Who.EVERYONE,
    ("GET", "/clips/{language}/{concept_id}.m4a"): Who.EVERYONE,
    ("GET", "/clips/{language}/words/{key}.m4a"): Who.EVERYONE,
    ("GET", "/clips/{language}/sentences/{name}.m4a"): Who.EVERYONE,
    ("GET", "/recordings/{language}/{recording_id}.m4a"): Who.EVERYONE,
    ("GET", "/studio"): Who.SPEAKER,
    ("GET", "/studio/join"): Who.EVERYONE,
    ("GET", "/api/v1/studio"): Who.SPEAKER,
    ("PUT", "/api/v1/studio/speakers/{language}"): Who.SPEAKER,
    ("DELETE", "/api/v1/studio/speakers/{language}"): Who.SPEAKER,
    ("GET", "/api/v1/studio/languages/{language}/words"): Who.SPEAKER,
    ("GET", "/api/v1/studio/languages/{language}/recordings"): Who.SPEAKER,
    ("GET", "/api/v1/studio/languages/{language}/waiting"): Who.SPEAKER,
    ("PUT", "/api/v1/studio/languages/{language}/recordings/{recording_id}"): Who.SPEAKER,
    ("GET", "/api/v1/studio/recordings/{recording_id}/sound"): Who.SPEAKER,
    ("DELETE", "/api/v1/studio/recordings/{recording_id}"): Who.SPEAKER,
    ("PUT", "/api/v1/studio/recordings/{recording_id}/decision"): Who.SPEAKER,
    ("GET", "/staff/voices"): Who.STAFF,
    ("GET", "/staff/voices/{language}"): Who.STAFF,
    ("POST", "/staff/voices/volunteers/{volunteer_id}"): Who.STAFF,
    ("GET", "/api/v1/staff/voices"): Who.STAFF,
    ("GET", "/api/v1/staff/voices/{language}/recordings"): Who.STAFF,
    ("GET", "/api/v1/staff/voices/{language}/bundle"): Who.ADMINISTRATOR,
    ("POST", "/api/v1/staff/voices/bundles"): Who.ADMINISTRATOR,
    ("DELETE", "/api/v1/staff/recordings/{recording_id}"): Who.STAFF,
    ("GET", "/api/v1/staff/word-corrections"): Who.STAFF,
    ("DELETE", "/api/v1/staff/word-corrections/{correction_id}"): Who.STAFF,
    ("GET", "/api/v1/staff/volunteers"): Who.STAFF,
    ("PUT", "/api/v1/staff/volunteers/{volunteer_id}"): Who.STAFF,
    ("DELETE", "/api/v1/staff/volunteers/{volunteer_id}"): Who.STAFF,
    ("POST", "/api/v1/volunteer-cards/redemption"): Who.EVERYONE,
    ("DELETE", "/api/v1/volunteer"): Who.VOLUNTEER,
    ("GET", "/today"): Who.CAREGIVER,
    ("GET", "/today/{day}"): Who.CAREGIVER,
    ("POST", "/checks"): Who.CAREGIVER,
    ("POST", "/api/v1/check-answers"): Who.EVERYONE,
    ("GET", "/photos/{photo_id}/{name}"): Who.SIGNED_IN,
    ("PUT", "/api/v1/groups/{group_id}/photos/{photo_id}"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/today"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/cards/{day}"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/rhythm"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/own-photos"): Who.STAFF,
    ("PUT", "/api/v1/groups/{group_id}/own-photos/{concept_id}"): Who.STAFF,
    ("POST", "/api/v1/groups/{group_id}/cards/{day}/changes"): Who.STAFF,
    ("POST", "/api/v1/groups/{group_id}/cards/{day}/publication"): Who.STAFF,
    ("POST", "/api/v1/changes/{change_id}/reversal"): Who.STAFF,
    ("PUT", "/api/v1/groups/{group_id}/rhythm/{weekday}"): Who.STAFF,
    ("GET", "/api/v1/push-key"): Who.EVERYONE,
    ("PUT", "/api/v1/subscription"): Who.CAREGIVER,
    ("DELETE", "/api/v1/subscription"): Who.CAREGIVER,
    ("POST", "/api/v1/test-notification"): Who.CAREGIVER,
    ("GET", "/join"): Who.EVERYONE,
    ("POST", "/join"): Who.EVERYONE,
    ("GET", "/join/{site_id}"): Who.EVERYONE,
    ("POST", "/api/v1/sign-in-cards/redemption"): Who.EVERYONE,
    ("GET", "/us"): Who.CAREGIVER,
    ("PATCH", "/api/v1/device"): Who.CAREGIVER,
    ("DELETE", "/api/v1/device"): Who.CAREGIVER,
    ("DELETE", "/api/v1/devices/{device_id}"): Who.CAREGIVER,
    ("PATCH", "/api/v1/caregiver"): Who.CAREGIVER,
    ("GET", "/staff"): Who.STAFF,
    ("GET", "/staff/sign-in"): Who.EVERYONE,
    ("POST", "/staff/sign-in"): Who.EVERYONE,
    ("GET", "/staff/account"): Who.STAFF,
    ("POST", "/staff/account/password"): Who.STAFF,
    ("POST", "/staff/account/language"): Who.STAFF,
    ("POST", "/staff/sessions/ending"): Who.STAFF,
    ("POST", "/staff/sessions/{staff_session_id}/ending"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/families"): Who.STAFF,
    ("POST", "/staff/groups/{group_id}/families"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/families/new"): Who.STAFF,
    ("GET", "/staff/groups/{group_id}/families/{child_id}"): Who.STAFF,
    ("POST", "/staff/groups/{group_id}/families/{child_id}/return"): Who.STAFF,
    ("POST", "/staff/children/{child_id}"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/departure"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/caregivers"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/shared-caregivers"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/caregivers/{caregiver_id}"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/caregivers/{caregiver_id}/sign-in-cards"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/sign-in-cards/{card_id}/revocation"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/caregivers/{caregiver_id}/sign-out"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/caregivers/{caregiver_id}/ending"): Who.STAFF,
    ("POST", "/staff/children/{child_id}/caregivers/{caregiver_id}/restoration"): Who.STAFF,
    ("GET", "/staff/organisation"): Who.COORDINATOR,
    ("GET", "/staff/pictograms"): Who.COORDINATOR,
    ("POST", "/staff/sites"): Who.ADMINISTRATOR,
    ("POST", "/staff/sites/{site_id}"): Who.COORDINATOR,
    ("POST", "/staff/sites/{site_id}/groups"): Who.COORDINATOR,
    ("POST", "/staff/groups/{group_id}"): Who.COORDINATOR,
    ("POST", "/staff/members"): Who.COORDINATOR,
    ("POST", "/staff/members/{staff_member_id}/password"): Who.COORDINATOR,
    ("POST", "/staff/members/{staff_member_id}/roles"): Who.COORDINATOR,
    ("POST", "/staff/members/{staff_member_id}/ending"): Who.COORDINATOR,
    ("POST", "/staff/members/{staff_member_id}/restoration"): Who.COORDINATOR,
}


def is_open(method: str, path: str) -> bool:
    """Whether a route is for everyone, so that nobody needs to be looked up."""
    return PERMISSIONS.get(_key(method, path)) is Who.EVERYONE


def check(actor: Actor, method: str, path: str) -> None:
    """Refuse an actor whom the table doesn't name for this route; no route in the table, no entry."""
    who = PERMISSIONS.get(_key(method, path))
    if who is None:
        raise NotFound
    if who is Who.EVERYONE or _is_one_of(actor, who):
        return
    if isinstance(actor, StaffActor | CaregiverActor):
        raise NotAllowed if who in {Who.COORDINATOR, Who.ADMINISTRATOR} else SignInNeeded
    raise SignInNeeded


def _key(method: str, path: str) -> tuple[str, str]:
    return "GET" if method == "HEAD" else method, path


def _is_one_of(actor: Actor, who: Who) -> bool:
    if isinstance(actor, VolunteerActor):
        return who in {Who.VOLUNTEER, Who.SPEAKER}
    if isinstance(actor, CaregiverActor):
        return who in {Who.CAREGIVER, Who.SIGNED_IN, Who.SPEAKER}
    if not isinstance(actor, StaffActor):
        return False
    if who is Who.ADMINISTRATOR:
        return actor.is_administrator
    if who is Who.COORDINATOR:
        return actor.is_administrator or actor.is_coordinator
    return who in {Who.STAFF, Who.SIGNED_IN, Who.SPEAKER}
