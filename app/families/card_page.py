"""The sign-in card on the screen and on paper; its token and code exist in this one answer and nowhere else."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app import pages
from app.clock import AMSTERDAM
from app.config import get_settings
from app.people import access
from app.people.actors import StaffActor
from app.people.models import Caregiver, Child
from app.sign_in.cards import IssuedCard
from app.sign_in.qr_code import qr_code


def show_card(
    request: Request, session: Session, staff: StaffActor, child: Child, issued: IssuedCard | None
) -> Response:
    """Show a card that was just issued; a page that asks again gets the family's page, and no secret."""
    if issued is None:
        return RedirectResponse(f"/staff/groups/{child.group_id}/families/{child.id}", 303)
    group = access.group_of(session, staff, child.group_id)
    caregiver = session.get_one(Caregiver, issued.card.caregiver_id)
    text = pages.html(
        "staff/sign_in_card.html",
        staff.language,
        account=staff.account,
        group=group,
        child=child,
        caregiver=caregiver,
        issued=issued,
        qr=qr_code(join_url(group.site_id, issued.token)),
        typed_at=get_settings().public_url.split("://")[-1] + "/join",
        last_day=issued.card.expires_at.astimezone(AMSTERDAM).date(),
        place="families",
    )
    # The one page that holds a secret is kept by nobody: no cache, no service worker, no history of the browser.
    return pages.answer(request, text, headers={"Cache-Control": "no-store"})


def join_url(site_id: UUID, token: str) -> str:
    """Return what the QR says; the token stands behind the #, which a browser sends to no server."""
    return f"{get_settings().public_url}/join/{site_id}#{token}"
