"""Staff's pages of families: the faces of a group, a new child, and one child's family."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app import pages
from app.clock import AMSTERDAM
from app.database import SessionDep
from app.errors import DagkaartError, NotFound
from app.families.ending import ended_just_now
from app.families.forms import CaregiverForm, ChildForm, FamilyForm, caregiver_form, child_form
from app.language.languages import BASE, Language, language_of, tags
from app.people import access
from app.people.actors import StaffActor
from app.people.models import Caregiver, Child, Group
from app.pictograms.catalogue import avatars
from app.sign_in.actor import CurrentStaff
from app.sign_in.cards import open_cards
from app.sign_in.ending import open_devices
from app.sign_in.models import SignInCard

router = APIRouter(prefix="/staff/groups/{group_id}/families")


@dataclass(frozen=True, slots=True)
class Connection:
    """How a caregiver is reached: on how many phones, or by a card that waits. When a phone was used is not shown."""

    caregiver: Caregiver
    phones: int
    card: SignInCard | None
    form: CaregiverForm

    @property
    def last_day(self) -> date | None:
        """Return the last whole or begun day on which the waiting card can be used."""
        return self.card.expires_at.astimezone(AMSTERDAM).date() if self.card else None


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came back with an error: which one it was and what was typed."""

    form: ChildForm | CaregiverForm | FamilyForm
    error: DagkaartError


@router.get("")
def families_page(request: Request, session: SessionDep, staff: CurrentStaff, group_id: UUID) -> Response:
    """Show the children of a group by their faces."""
    group = access.group_of(session, staff, group_id)
    caregivers = access.caregivers_in(session, staff, group_id)
    bound = {device.caregiver_id for device in open_devices(session, _ids(caregivers))}
    return _page(
        request,
        staff,
        "staff/families.html",
        group=group,
        groups=access.groups_of(session, staff),
        children=access.children_in(session, staff, group_id),
        left_today=access.children_who_left(session, staff, group_id),
        connected={child_id for child_id, adults in caregivers.items() if any(adult.id in bound for adult in adults)},
    )


@router.get("/new")
def new_family_page(request: Request, session: SessionDep, staff: CurrentStaff, group_id: UUID) -> Response:
    """Show the form for a new child with its first caregiver."""
    return show_new_family(request, session, staff, group_id)


@router.get("/{child_id}")
def child_page(request: Request, session: SessionDep, staff: CurrentStaff, group_id: UUID, child_id: UUID) -> Response:
    """Show a child and its caregivers."""
    child = access.child_of(session, staff, child_id)
    if child.group_id != group_id:
        raise NotFound
    return show_child(request, session, staff, child)


def show_new_family(
    request: Request, session: Session, staff: StaffActor, group_id: UUID, sent: Sent | None = None
) -> Response:
    """Show the form for a new child, or again with what was typed and why it did not do."""
    group = access.group_of(session, staff, group_id)
    return _page(
        request,
        staff,
        "staff/new_family.html",
        sent,
        group=group,
        form=sent.form if sent else FamilyForm(avatar=_unused_avatar(session, staff, group_id)),
        avatars=avatars(),
        choices=language_choices(session, group),
    )


def show_child(
    request: Request, session: Session, staff: StaffActor, child: Child, sent: Sent | None = None
) -> Response:
    """Show a child and its caregivers, with a form open again if it did not do."""
    group = access.group_of(session, staff, child.group_id)
    caregivers = access.caregivers_in(session, staff, group.id).get(child.id, [])
    return _page(
        request,
        staff,
        "staff/child.html",
        sent,
        group=group,
        child=child,
        child_form=sent.form if sent and isinstance(sent.form, ChildForm) else child_form(child),
        new_caregiver=CaregiverForm(),
        connections=_connections(session, caregivers, sent),
        ended=ended_just_now(session, staff, child.id),
        others=[pair for pair in access.caregivers_at(session, staff, group.site_id) if pair[0] not in caregivers],
        avatars=avatars(),
        choices=language_choices(session, group),
    )


def language_choices(session: Session, group: Group) -> list[Language]:
    """Return every language: those of the site's families first, then Dutch and the rest in the table's order."""
    spoken = access.languages_at(session, group.site_id)
    return [language_of(tag) for tag in dict.fromkeys([*spoken, BASE, *tags()]) if tag in tags()]


def _page(request: Request, staff: StaffActor, template: str, sent: Sent | None = None, **context: object) -> Response:
    error = sent.error if sent else None
    return pages.render(
        request,
        template,
        staff.language,
        status=error.status if error else 200,
        account=staff.account,
        place="families",
        sent=sent,
        error=error,
        **context,
    )


def _connections(session: Session, caregivers: list[Caregiver], sent: Sent | None) -> list[Connection]:
    ids = [caregiver.id for caregiver in caregivers]
    cards, phones = open_cards(session, ids), [device.caregiver_id for device in open_devices(session, ids)]
    return [Connection(one, phones.count(one.id), cards.get(one.id), _form_of(one, sent)) for one in caregivers]


def _form_of(caregiver: Caregiver, sent: Sent | None) -> CaregiverForm:
    if sent and isinstance(sent.form, CaregiverForm) and sent.form.caregiver_id == caregiver.id:
        return sent.form
    return caregiver_form(caregiver)


def _unused_avatar(session: Session, staff: StaffActor, group_id: UUID) -> str:
    used = {child.avatar for child in access.children_in(session, staff, group_id)}
    ids = [avatar.id for avatar in avatars()]
    return next((avatar_id for avatar_id in ids if avatar_id not in used), ids[0])


def _ids(caregivers: dict[UUID, list[Caregiver]]) -> set[UUID]:
    return {caregiver.id for adults in caregivers.values() for caregiver in adults}
