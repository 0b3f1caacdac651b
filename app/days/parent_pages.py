"""The parent's Today: one query and one thread for each time a phone asks."""

from collections.abc import Callable, Coroutine
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from markupsafe import Markup
from sqlalchemy import Engine
from typing_extensions import override

from app import pages
from app.config import get_settings
from app.database import engine_of, reading
from app.days.today import Seen, Shown, ShownChild, moments_in, see
from app.errors import NotFound, SignInNeeded
from app.pictograms import drawing
from app.sign_in.cookies import token_in
from app.speech.clips import word_clip_url

STRIP_WIDTH = "(max-width: 40rem) 70vw, 28rem"
ACCOUNT = "the-phone-that-asks"  # stands in a shared page where each phone's own account comes


class OneStep(APIRoute):
    """A route whose function is given the request alone: no dependency costs it another thread."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def handle(request: Request) -> Response:
            answer: Response = await run_in_threadpool(self.endpoint, request)
            return answer

        return handle


router = APIRouter(route_class=OneStep)


@router.get("/today")
def today_page(request: Request) -> Response:
    """Show today."""
    return _page(request, None)


@router.get("/today/{day}")
def day_page(request: Request) -> Response:
    """Show an earlier day."""
    try:
        return _page(request, date.fromisoformat(request.path_params["day"]))
    except ValueError as error:
        raise NotFound from error


def _page(request: Request, day: date | None) -> Response:
    seen = _seen(request, day)
    stamp = seen.etag(_version())
    headers = {"ETag": stamp}
    if request.headers.get("if-none-match") == stamp:
        return Response(status_code=304, headers=headers)
    text = _text(engine_of(request), seen.shown).replace(ACCOUNT, str(seen.caregiver.device_id), 1)
    return pages.answer(request, text, headers=headers)


def _seen(request: Request, day: date | None) -> Seen:
    token = token_in(request, "device")
    if token is None:
        raise SignInNeeded
    seen = see(engine_of(request), token, day, _asked_child(request))
    request.app.state.check_permission(seen.caregiver, request)
    return seen


def _asked_child(request: Request) -> UUID | None:
    asked = request.query_params.get("child")
    try:
        return UUID(asked) if asked else None
    except ValueError as error:
        raise NotFound from error


@lru_cache(maxsize=256)
def _text(engine: Engine, shown: Shown) -> str:
    # A published card is opened by a whole group within minutes, in a handful of languages.
    with reading(engine) as connection:
        moments = moments_in(connection, shown)
    context: dict[str, Any] = {"seen": shown, "moments": moments, "face": face, "photo": photo}
    context["comes_later"] = word_clip_url(shown.language, "card_comes_later") if shown.is_today else None
    return pages.html("parent/today.html", shown.language, account=ACCOUNT, reading=shown.reading, **context)


def face(child: ShownChild) -> Markup:
    """Return a child's photo, or the picture that stands for the child."""
    if child.photo_id:
        image = Markup('<img class="face" src="/photos/{}/320.avif" alt="" width="56" height="56">')
        return image.format(child.photo_id)
    return Markup('<span class="face">{}</span>').format(drawing.inline(child.avatar))


def photo(seen: dict[str, Any], is_near: bool) -> Markup:
    """Return a photo in three widths with a JPEG for old phones; one near the running moment is fetched at once."""
    template = Markup(
        '<picture data-part><source type="image/avif" srcset="/photos/{id}/320.avif 320w, /photos/{id}/640.avif 640w, '
        '/photos/{id}/1280.avif 1280w" sizes="{sizes}"><img class="photo" src="/photos/{id}/1280.jpg" alt="" '
        'width="{width}" height="{height}" decoding="async" {attribute}="{value}"></picture>'
    )
    attribute, value = ("fetchpriority", "high") if is_near else ("loading", "lazy")
    size = {"sizes": STRIP_WIDTH, "width": seen["width"], "height": seen["height"]}
    return template.format(id=seen["id"], attribute=attribute, value=value, **size)


@lru_cache
def _version() -> str:
    # A new build changes scripts and drawings; a new catalogue comes with a new build too.
    return str((get_settings().build_folder / "manifest.json").stat().st_mtime_ns)
