"""Staff's own pages: sign in, sessions, password and language."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from sqlmodel import Session

from app import pages
from app.database import EngineDep, SessionDep, transaction
from app.errors import DagkaartError, Refused
from app.language.languages import is_language
from app.language.negotiation import language_for
from app.people import access
from app.people.actors import StaffActor
from app.people.models import StaffMember
from app.sign_in import staff_sessions
from app.sign_in.actor import CurrentStaff
from app.sign_in.attempts import address_of
from app.sign_in.browsers import browser_name
from app.sign_in.cookies import clear_token, set_token, token_in
from app.sign_in.staff_sessions import OwnPasswordNeeded, SignIn

router = APIRouter(prefix="/staff")


class SignInForm(BaseModel):
    """The sign-in page's form."""

    email: str = ""
    password: str = ""
    own_password: str = ""


@router.get("")
def first_page(session: SessionDep, staff: CurrentStaff) -> Response:
    """Go to where a staff member's day is: the first group's card."""
    groups = access.groups_of(session, staff)
    if groups:
        return RedirectResponse(f"/staff/groups/{groups[0].id}/today", 303)
    return RedirectResponse("/staff/organisation" if _looks_after_sites(staff) else "/staff/account", 303)


@router.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """Show the sign-in form."""
    return _sign_in_page(request, SignInForm())


@router.post("/sign-in")
def sign_in(request: Request, engine: EngineDep, form: Annotated[SignInForm, Form()]) -> Response:
    """Sign in; a browser that was signed in as somebody gets a new session, and the old one ends."""
    asked = SignIn(
        email=form.email,
        password=form.password,
        own_password=form.own_password,
        browser=browser_name(request.headers.get("user-agent", "")),
        replaced_token=token_in(request, "staff") or "",
    )
    try:
        token = staff_sessions.sign_in(engine, asked, address_of(request))
    except DagkaartError as error:
        return _sign_in_page(request, form, error)
    response = RedirectResponse("/staff", 303)
    set_token(response, "staff", token)
    return response


@router.get("/account")
def account_page(request: Request, session: SessionDep, staff: CurrentStaff) -> Response:
    """Show a staff member's groups, sessions, password and language."""
    return _account_page(request, session, staff)


@router.post("/account/password")
def change_password(
    request: Request,
    engine: EngineDep,
    staff: CurrentStaff,
    old_password: Annotated[str, Form()] = "",
    new_password: Annotated[str, Form()] = "",
) -> Response:
    """Change the password; every other browser is signed out."""
    try:
        token = staff_sessions.change_password(engine, staff, old=old_password, new=new_password)
    except DagkaartError as error:
        with transaction(engine) as session:
            return _account_page(request, session, staff, error)
    response = RedirectResponse("/staff/account", 303)
    set_token(response, "staff", token)
    return response


@router.post("/account/language")
def change_language(session: SessionDep, staff: CurrentStaff, language: Annotated[str, Form()] = "") -> Response:
    """Show the staff's pages in another language from now on."""
    if not is_language(language):
        raise Refused("unknown_language")
    session.get_one(StaffMember, staff.staff_member_id).language = language
    return RedirectResponse("/staff/account", 303)


@router.post("/sessions/ending")
def end_sessions(session: SessionDep, staff: CurrentStaff) -> Response:
    """Sign out everywhere."""
    staff_sessions.end_sessions(session, staff.staff_member_id)
    return _signed_out()


@router.post("/sessions/{staff_session_id}/ending")
def end_session(session: SessionDep, staff: CurrentStaff, staff_session_id: UUID) -> Response:
    """Sign out one browser, this one or another."""
    staff_sessions.end_session(session, staff, staff_session_id)
    if staff_session_id == staff.staff_session_id:
        return _signed_out()
    return RedirectResponse("/staff/account", 303)


def _signed_out() -> Response:
    # On a shared tablet nothing of the last one stays: not the pages, not the waiting photos.
    response = RedirectResponse("/staff/sign-in", 303, {"Clear-Site-Data": '"cache", "storage"'})
    clear_token(response, "staff")
    return response


def _sign_in_page(request: Request, form: SignInForm, error: DagkaartError | None = None) -> Response:
    language = language_for(request.headers.get("accept-language", ""))
    is_first = isinstance(error, OwnPasswordNeeded) or bool(form.own_password)
    status = error.status if error else 200
    context = {"form": form, "error": error, "is_first": is_first}
    return pages.render(request, "staff/sign_in.html", language, status=status, **context)


def _account_page(
    request: Request, session: Session, staff: StaffActor, error: DagkaartError | None = None
) -> Response:
    groups = access.groups_of(session, staff)
    return pages.render(
        request,
        "staff/account.html",
        staff.language,
        status=error.status if error else 200,
        account=staff.account,
        member=session.get_one(StaffMember, staff.staff_member_id),
        group=groups[0] if groups else None,
        groups=groups,
        looks_after_sites=_looks_after_sites(staff),
        sessions=staff_sessions.sessions_of(session, staff),
        this_session_id=staff.staff_session_id,
        error=error,
        place="account",
    )


def _looks_after_sites(staff: StaffActor) -> bool:
    return staff.is_coordinator or staff.is_administrator
