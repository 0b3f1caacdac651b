"""Where a parent begins: a grid of spoken greetings, then the card is redeemed by a tap; opening it changes nothing."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app import pages
from app.database import EngineDep, SessionDep, transaction
from app.errors import DagkaartError, Expired
from app.language.negotiation import language_for
from app.people import access
from app.people.actors import CaregiverActor
from app.security import CODE_DIGITS
from app.sign_in.actor import CurrentActor
from app.sign_in.cookies import set_token
from app.sign_in.routes import RedemptionRequest, redeemed
from app.speech.greetings import greetings

router = APIRouter()


@router.get("/join")
def code_page(request: Request, session: SessionDep, actor: CurrentActor) -> Response:
    """Show the greetings and the keypad; a parent who is in already goes to today."""
    if isinstance(actor, CaregiverActor):
        return RedirectResponse("/today", 303)
    return _page(request, session, None)


@router.get("/join/{site_id}")
def card_page(request: Request, session: SessionDep, site_id: UUID) -> Response:
    """Show the greetings, the site's own languages first; an unknown site looks like one without families."""
    return _page(request, session, site_id)


@router.post("/join")
def join(
    request: Request, engine: EngineDep, code: Annotated[str, Form()] = "", language: Annotated[str, Form()] = ""
) -> Response:
    """Redeem a typed code, on a browser that runs no script."""
    digits = "".join(str(int(character)) for character in code if character.isdecimal())  # ٣ and 3 are the same digit
    try:
        if len(digits) != CODE_DIGITS:
            raise Expired
        token = redeemed(request, engine, RedemptionRequest(code=digits, language=language[:20]))
    except DagkaartError as error:
        with transaction(engine) as session:
            return _page(request, session, None, error)
    response = RedirectResponse("/today", 303)
    set_token(response, "device", token)
    return response


def _page(request: Request, session: Session, site_id: UUID | None, error: DagkaartError | None = None) -> Response:
    spoken = access.languages_at(session, site_id) if site_id else []
    asked = language_for(request.headers.get("accept-language", ""))
    return pages.render(
        request,
        "parent/join.html",
        asked,
        status=error.status if error else 200,
        greetings=greetings([asked, *spoken]),  # the phone knows its owner; then the most spoken here
        digits=CODE_DIGITS,
        device_id=uuid4(),
        error=error,
    )
