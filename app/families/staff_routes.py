"""What staff do with families: each is a form, and each leads back to a page that shows it done."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.database import SessionDep
from app.errors import Refused
from app.families import ending, service
from app.families.card_page import show_card
from app.families.forms import CaregiverForm, ChildForm, FamilyForm
from app.families.staff_pages import Sent, show_child, show_new_family
from app.people import access
from app.people.models import Child
from app.sign_in import cards
from app.sign_in.actor import CurrentStaff

router = APIRouter(prefix="/staff")


@router.post("/groups/{group_id}/families")
def add_family(
    request: Request, session: SessionDep, staff: CurrentStaff, group_id: UUID, form: Annotated[FamilyForm, Form()]
) -> Response:
    """Add a child with its first caregiver, and show the card at once."""
    try:
        child = service.add_child(session, staff, group_id, form.child_id, form.given_name, form.avatar)
        issued = service.add_caregiver(session, staff, child.id, form.caregiver_id, form.adult, form.card_id)
    except service.SentBefore:
        session.rollback()  # a new child with a known caregiver is nothing a page sends: nothing of it stays
        return _back(access.child_of(session, staff, form.child_id))
    except Refused as error:
        session.rollback()
        return show_new_family(request, session, staff, group_id, Sent(form, error))
    return show_card(request, session, staff, child, issued)


@router.post("/groups/{group_id}/families/{child_id}/return")
def come_back(session: SessionDep, staff: CurrentStaff, group_id: UUID, child_id: UUID) -> Response:
    """Undo a leaving of today."""
    return _back(service.come_back(session, staff, group_id, child_id))


@router.post("/children/{child_id}")
def change_child(
    request: Request, session: SessionDep, staff: CurrentStaff, child_id: UUID, form: Annotated[ChildForm, Form()]
) -> Response:
    """Change a child's name, picture or photo."""
    child = access.child_of(session, staff, child_id)
    try:
        service.change_child(session, staff, child_id, name=form.given_name, avatar=form.avatar, photo_id=form.photo_id)
    except Refused as error:
        session.rollback()
        return show_child(request, session, staff, child, Sent(form, error))
    return _back(child)


@router.post("/children/{child_id}/departure")
def leave(session: SessionDep, staff: CurrentStaff, child_id: UUID) -> Response:
    """Let a child leave."""
    child = service.leave(session, staff, child_id)
    return RedirectResponse(f"/staff/groups/{child.group_id}/families", 303)


@router.post("/children/{child_id}/caregivers")
def add_caregiver(
    request: Request, session: SessionDep, staff: CurrentStaff, child_id: UUID, form: Annotated[CaregiverForm, Form()]
) -> Response:
    """Add another caregiver, and show the card at once."""
    child = access.child_of(session, staff, child_id)
    try:
        issued = service.add_caregiver(session, staff, child_id, form.caregiver_id, form.adult, form.card_id)
    except service.SentBefore:
        return _back(child)
    except Refused as error:
        session.rollback()
        return show_child(request, session, staff, child, Sent(form, error))
    return show_card(request, session, staff, child, issued)


@router.post("/children/{child_id}/caregivers/{caregiver_id}")
def change_caregiver(
    request: Request,
    session: SessionDep,
    staff: CurrentStaff,
    child_id: UUID,
    caregiver_id: UUID,
    form: Annotated[CaregiverForm, Form()],
) -> Response:
    """Change a caregiver's name, languages or way of reading."""
    child = _child(session, staff, child_id, caregiver_id)
    form.caregiver_id = caregiver_id
    try:
        service.change_caregiver(session, staff, caregiver_id, form.adult)
    except Refused as error:
        session.rollback()
        return show_child(request, session, staff, child, Sent(form, error))
    return _back(child)


@router.post("/children/{child_id}/shared-caregivers")
def share_with(
    session: SessionDep, staff: CurrentStaff, child_id: UUID, caregiver_id: Annotated[UUID, Form()]
) -> Response:
    """Let a caregiver of another child here see this child too."""
    service.share_with(session, staff, child_id, caregiver_id)
    return _back(access.child_of(session, staff, child_id))


@router.post("/children/{child_id}/caregivers/{caregiver_id}/sign-in-cards")
def issue_card(
    request: Request,
    session: SessionDep,
    staff: CurrentStaff,
    child_id: UUID,
    caregiver_id: UUID,
    card_id: Annotated[UUID, Form()],
) -> Response:
    """Give a caregiver a new card; the older ones are revoked."""
    child = _child(session, staff, child_id, caregiver_id)
    return show_card(request, session, staff, child, service.issue_card(session, staff, caregiver_id, card_id))


@router.post("/children/{child_id}/sign-in-cards/{card_id}/revocation")
def revoke_card(session: SessionDep, staff: CurrentStaff, child_id: UUID, card_id: UUID) -> Response:
    """Make a card useless."""
    card = cards.revoke(session, staff, card_id)
    return _back(_child(session, staff, child_id, card.caregiver_id))


@router.post("/children/{child_id}/caregivers/{caregiver_id}/sign-out")
def sign_out_phones(session: SessionDep, staff: CurrentStaff, child_id: UUID, caregiver_id: UUID) -> Response:
    """Sign out every phone of a caregiver."""
    child = _child(session, staff, child_id, caregiver_id)
    ending.sign_out_phones(session, staff, caregiver_id)
    return _back(child)


@router.post("/children/{child_id}/caregivers/{caregiver_id}/ending")
def end_access(session: SessionDep, staff: CurrentStaff, child_id: UUID, caregiver_id: UUID) -> Response:
    """End a caregiver's access to a child at once."""
    child = _child(session, staff, child_id, caregiver_id)
    ending.end_access(session, staff, child_id, caregiver_id)
    return _back(child)


@router.post("/children/{child_id}/caregivers/{caregiver_id}/restoration")
def undo_end_access(session: SessionDep, staff: CurrentStaff, child_id: UUID, caregiver_id: UUID) -> Response:
    """Give an access back that was ended just now."""
    ending.undo_end_access(session, staff, child_id, caregiver_id)
    return _back(access.child_of(session, staff, child_id))


def _child(session: Session, staff: CurrentStaff, child_id: UUID, caregiver_id: UUID) -> Child:
    access.access_of(session, staff, child_id, caregiver_id)
    return access.child_of(session, staff, child_id)


def _back(child: Child) -> Response:
    return RedirectResponse(f"/staff/groups/{child.group_id}/families/{child.id}", 303)
