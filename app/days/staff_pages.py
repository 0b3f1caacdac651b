"""Staff's pages of days."""

from datetime import date, timedelta
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app import pages
from app.clock import today
from app.database import SessionDep
from app.days.card import EARLIEST_DAYS, LATEST_DAYS, card_of
from app.days.shelf import shelf_of
from app.meanings.own_photos import own_photos
from app.people import access
from app.pictograms.catalogue import badges
from app.sign_in.actor import CurrentStaff

router = APIRouter(prefix="/staff/groups/{group_id}")


@router.get("/today")
def today_card_page(request: Request, session: SessionDep, staff: CurrentStaff, group_id: UUID) -> Response:
    """Show today's card, to be changed."""
    return card_page(request, session, staff, group_id, today())


@router.get("/cards/{day}")
def card_page(request: Request, session: SessionDep, staff: CurrentStaff, group_id: UUID, day: date) -> Response:
    """Show a day's card, to be changed."""
    group = access.group_of(session, staff, group_id)
    text = pages.html(
        "staff/today.html",
        staff.language,
        account=staff.account,
        group=group,
        own_photos=own_photos(session.connection(), group.id),
        groups=access.groups_of(session, staff),
        opened=card_of(session, staff, group_id, day),
        badges=badges(),
        shelf=shelf_of(session, group_id),
        is_today=day == today(),
        earlier=_beside(group_id, day, -1),
        later=_beside(group_id, day, 1),
        place="today",
    )
    return pages.answer(request, text, headers=pages.MICROPHONE)


def _beside(group_id: UUID, day: date, days: int) -> str | None:
    other = day + timedelta(days=days)
    if not -EARLIEST_DAYS <= (other - today()).days <= LATEST_DAYS:
        return None
    return f"/staff/groups/{group_id}/{'today' if other == today() else f'cards/{other}'}"
