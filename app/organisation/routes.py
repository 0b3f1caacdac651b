"""The organisation's page and what can be done on it."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from sqlmodel import Session

from app import pages
from app.database import SessionDep
from app.errors import Refused
from app.organisation import places, staffing
from app.organisation.staffing import RoleChoice
from app.people import access
from app.people.actors import StaffActor
from app.people.models import Organisation, StaffMember
from app.people.service import ONE_TIME_PASSWORD_LASTS
from app.pictograms.catalogue import avatars
from app.sign_in.actor import CurrentStaff

router = APIRouter(prefix="/staff")
PAGE = "/staff/organisation"


class PlaceForm(BaseModel):
    """A site, or a group with its picture and pick-up time."""

    name: str = ""
    avatar: str = ""
    pick_up_at: str = ""


class MemberForm(BaseModel):
    """A staff member and their roles: group ids, site ids, and "yes" for an administrator."""

    name: str = ""
    email: str = ""
    groups: list[UUID] = []
    sites: list[UUID] = []
    administrator: str = ""

    @property
    def roles(self) -> list[RoleChoice]:
        """Return the roles that were ticked."""
        chosen = [RoleChoice(group_id=group_id) for group_id in self.groups]
        chosen += [RoleChoice(site_id=site_id) for site_id in self.sites]
        return [*chosen, RoleChoice()] if self.administrator else chosen


Place = Annotated[PlaceForm, Form()]
Member = Annotated[MemberForm, Form()]


@router.get("/organisation")
def organisation_page(request: Request, session: SessionDep, staff: CurrentStaff) -> Response:
    """Show the sites, groups and staff members this person looks after."""
    return _page(request, session, staff)


@router.post("/sites")
def add_site(request: Request, session: SessionDep, staff: CurrentStaff, form: Place) -> Response:
    """Add a site."""
    return _done(request, session, staff, form, lambda: places.add_site(session, staff, form.name))


@router.post("/sites/{site_id}")
def rename_site(request: Request, session: SessionDep, staff: CurrentStaff, site_id: UUID, form: Place) -> Response:
    """Call a site something else."""
    return _done(request, session, staff, form, lambda: places.rename_site(session, staff, site_id, form.name))


@router.post("/sites/{site_id}/groups")
def add_group(request: Request, session: SessionDep, staff: CurrentStaff, site_id: UUID, form: Place) -> Response:
    """Add a group."""
    wanted = form.model_dump()
    return _done(request, session, staff, form, lambda: places.add_group(session, staff, site_id, **wanted))


@router.post("/groups/{group_id}")
def change_group(request: Request, session: SessionDep, staff: CurrentStaff, group_id: UUID, form: Place) -> Response:
    """Change a group."""
    wanted = form.model_dump()
    return _done(request, session, staff, form, lambda: places.change_group(session, staff, group_id, **wanted))


@router.post("/members")
def invite(request: Request, session: SessionDep, staff: CurrentStaff, form: Member) -> Response:
    """Invite a staff member, and show the one-time password this once."""
    try:
        member, password = staffing.invite(session, staff, email=form.email, name=form.name, roles=form.roles)
    except Refused as error:
        return _page_again(request, session, staff, form, error)
    return _password_page(request, staff, member, password)


@router.post("/members/{staff_member_id}/password")
def give_one_time_password(
    request: Request, session: SessionDep, staff: CurrentStaff, staff_member_id: UUID
) -> Response:
    """Give a staff member a new one-time password, and show it this once."""
    return _password_page(request, staff, *staffing.give_one_time_password(session, staff, staff_member_id))


@router.post("/members/{staff_member_id}/roles")
def change_roles(
    request: Request, session: SessionDep, staff: CurrentStaff, staff_member_id: UUID, form: Member
) -> Response:
    """Give a staff member other roles."""
    return _done(
        request, session, staff, form, lambda: staffing.change_roles(session, staff, staff_member_id, form.roles)
    )


@router.post("/members/{staff_member_id}/ending")
def end_member(request: Request, session: SessionDep, staff: CurrentStaff, staff_member_id: UUID) -> Response:
    """End a staff member."""
    return _done(request, session, staff, MemberForm(), lambda: staffing.end_member(session, staff, staff_member_id))


@router.post("/members/{staff_member_id}/restoration")
def undo_end_member(session: SessionDep, staff: CurrentStaff, staff_member_id: UUID) -> Response:
    """Let a staff member in again who was ended just now."""
    staffing.undo_end_member(session, staff, staff_member_id)
    return RedirectResponse(PAGE, 303)


def _done(
    request: Request,
    session: Session,
    staff: StaffActor,
    form: PlaceForm | MemberForm,
    change: Callable[[], object],
) -> Response:
    try:
        change()
    except Refused as error:
        return _page_again(request, session, staff, form, error)
    return RedirectResponse(PAGE, 303)


def _page_again(
    request: Request, session: Session, staff: StaffActor, form: PlaceForm | MemberForm, error: Refused
) -> Response:
    session.rollback()
    return _page(request, session, staff, form, error)


def _page(
    request: Request,
    session: Session,
    staff: StaffActor,
    form: PlaceForm | MemberForm | None = None,
    error: Refused | None = None,
) -> Response:
    groups = access.groups_of(session, staff)
    return pages.render(
        request,
        "staff/organisation.html",
        staff.language,
        status=error.status if error else 200,
        account=staff.account,
        group=groups[0] if groups else None,
        organisation=session.get_one(Organisation, staff.organisation_id),
        staff=staff,
        places=places.places_of(session, staff),
        colleagues=staffing.colleagues(session, staff),
        avatars=avatars(),
        sent_to=request.url.path if error else "",
        typed_place=form if isinstance(form, PlaceForm) else PlaceForm(),
        typed_member=form if isinstance(form, MemberForm) else MemberForm(),
        error=error,
        place="account",
    )


def _password_page(request: Request, staff: StaffActor, member: StaffMember, password: str) -> Response:
    text = pages.html(
        "staff/one_time_password.html",
        staff.language,
        account=staff.account,
        member=member,
        password=password,
        days=ONE_TIME_PASSWORD_LASTS.days,
        place="account",
    )
    return pages.answer(request, text, headers={"Cache-Control": "no-store"})
