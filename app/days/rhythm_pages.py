"""Staff's page of the rhythm: every weekday's usual moments, to be put in order."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from app import pages
from app.clock import today
from app.database import SessionDep
from app.days.rhythm import MAX_MOMENTS, UsualMoment, rhythm_of, usual_moments
from app.days.shelf import shelf_of
from app.language import calendar
from app.meanings.own_photos import own_photos
from app.people import access
from app.sign_in.actor import CurrentStaff

router = APIRouter(prefix="/staff/groups/{group_id}/rhythm")


@dataclass(frozen=True, slots=True)
class ShownWeekday:
    """A weekday as the page shows it."""

    weekday: int
    name: str
    version: int
    moments: list[UsualMoment]


@router.get("")
def rhythm_page(
    request: Request,
    session: SessionDep,
    staff: CurrentStaff,
    group_id: UUID,
    weekday: Annotated[int | None, Query(ge=0, le=6)] = None,
) -> Response:
    """Show a group's rhythm, opened at a weekday or at today's."""
    group = access.group_of(session, staff, group_id)
    days, names = rhythm_of(session, staff, group.id), calendar.calendar_names(staff.language).weekdays
    shown = [
        ShownWeekday(place, name, days[place].version if place in days else 0, usual_moments(days.get(place)))
        for place, name in enumerate(names)
    ]
    text = pages.html(
        "staff/rhythm.html",
        staff.language,
        account=staff.account,
        group=group,
        own_photos=own_photos(session.connection(), group.id),
        groups=access.groups_of(session, staff),
        weekdays=shown,
        opened=today().weekday() if weekday is None else weekday,
        shelf=shelf_of(session, group.id),
        max_moments=MAX_MOMENTS,
        place="rhythm",
    )
    return pages.answer(request, text, headers=pages.MICROPHONE)
