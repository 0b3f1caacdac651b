"""The parent's Today."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from app import pages
from app.config import get_settings
from app.database import SessionDep
from app.days.today import see
from app.people.models import Child
from app.pictograms import drawing
from app.sign_in.actor import CurrentCaregiver

router = APIRouter()
STRIP_WIDTH = "(max-width: 40rem) 70vw, 28rem"


@router.get("/today")
def today_page(
    request: Request, session: SessionDep, caregiver: CurrentCaregiver, child: UUID | None = None
) -> Response:
    """Show today."""
    return _page(request, session, caregiver, None, child)


@router.get("/today/{day}")
def day_page(
    request: Request, session: SessionDep, caregiver: CurrentCaregiver, day: date, child: UUID | None = None
) -> Response:
    """Show an earlier day."""
    return _page(request, session, caregiver, day, child)


def _page(
    request: Request, session: SessionDep, caregiver: CurrentCaregiver, day: date | None, child_id: UUID | None
) -> Response:
    seen = see(session, caregiver, day, child_id)
    stamp = seen.etag(caregiver, _version())
    headers = {"ETag": stamp}
    if request.headers.get("if-none-match") == stamp:
        return Response(status_code=304, headers=headers)
    context: dict[str, Any] = {"seen": seen, "face": face, "photo": photo, "place": "today"}
    account = str(caregiver.device_id)
    text = pages.html("parent/today.html", caregiver.language, account=account, reading=caregiver.reading, **context)
    return pages.answer(request, text, headers=headers)


def face(child: Child) -> Markup:
    """Return a child's photo, or the picture that stands for the child."""
    if child.photo_id:
        image = Markup('<img class="face" src="/photos/{}/320.avif" alt="" width="56" height="56">')
        return image.format(child.photo_id)
    return Markup('<span class="face">{}</span>').format(drawing.inline(child.avatar))


def photo(seen: dict[str, Any], is_first: bool) -> Markup:
    """Return a photo in three widths with a JPEG for old phones; only the first one is fetched at once."""
    template = Markup(
        '<picture data-part><source type="image/avif" srcset="/photos/{id}/320.avif 320w, /photos/{id}/640.avif 640w, '
        '/photos/{id}/1280.avif 1280w" sizes="{sizes}"><img class="photo" src="/photos/{id}/1280.jpg" alt="" '
        'width="{width}" height="{height}" decoding="async" {attribute}="{value}"></picture>'
    )
    attribute, value = ("fetchpriority", "high") if is_first else ("loading", "lazy")
    size = {"sizes": STRIP_WIDTH, "width": seen["width"], "height": seen["height"]}
    return template.format(id=seen["id"], attribute=attribute, value=value, **size)


@lru_cache
def _version() -> str:
    # A new build changes scripts and drawings; a new catalogue comes with a new build too.
    return str((get_settings().build_folder / "manifest.json").stat().st_mtime_ns)
