"""Staff's page of their own pictures: what stands in the group's days first, all other moments below."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session, col, select

from app import pages
from app.database import SessionDep
from app.days.models import RhythmDay
from app.meanings.own_photos import own_photos
from app.people import access
from app.pictograms.catalogue import moments
from app.sign_in.actor import CurrentStaff

router = APIRouter(prefix="/staff/groups/{group_id}/own-photos")


@router.get("")
def own_photos_page(request: Request, session: SessionDep, staff: CurrentStaff, group_id: UUID) -> Response:
    """Show a group's own photos beside their pictograms, to be taken, replaced and removed."""
    group = access.group_of(session, staff, group_id)
    own = own_photos(session.connection(), group.id)
    first = {*own, *_usual(session, group.id)}
    return pages.render(
        request,
        "staff/own_photos.html",
        staff.language,
        account=staff.account,
        group=group,
        own_photos=own,
        usual=[concept for concept in moments() if concept.id in first],
        others=[concept for concept in moments() if concept.id not in first],
        place="rhythm",
    )


def _usual(session: Session, group_id: UUID) -> set[str]:
    rhythm = session.exec(select(RhythmDay.moments).where(col(RhythmDay.group_id) == group_id))
    return {str(moment["concept_id"]) for day in rhythm for moment in day}
