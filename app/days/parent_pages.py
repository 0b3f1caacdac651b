"""The parent's Today: one query for all phones that ask at the same moment, one drawing for all shown the same."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from markupsafe import Markup
from sqlalchemy import Engine
from typing_extensions import override

from app import pages
from app.config import get_settings
from app.database import engine_of, reading
from app.days.today import Asked, Found, Seen, Shown, ShownChild, find, moments_in, seen_in
from app.days.told import things_told
from app.errors import NotFound, SignInNeeded
from app.language.languages import BASE
from app.meanings.own_photos import OwnPhoto, own_photos
from app.pictograms import drawing
from app.security import hash_token
from app.sign_in.actor import caregiver_on
from app.sign_in.cookies import token_in
from app.speech import voices
from app.speech.sentences import Sentence, sentence_of
from app.together import Together

STRIP_WIDTH = "(max-width: 40rem) 70vw, 28rem"
ACCOUNT = "the-phone-that-asks"  # stands in a shared page where each phone's own account comes


class OneStep(APIRoute):
    """A route whose function is given the request alone: no dependency costs it another step."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def handle(request: Request) -> Response:
            answer: Response = await self.endpoint(request)
            return answer

        return handle


router = APIRouter(route_class=OneStep)


@router.get("/today")
async def today_page(request: Request) -> Response:
    """Show today."""
    return await _page(request, None)


@router.get("/today/{day}")
async def day_page(request: Request) -> Response:
    """Show an earlier day."""
    try:
        day = date.fromisoformat(request.path_params["day"])
    except ValueError as error:
        raise NotFound from error
    return await _page(request, day)


async def _page(request: Request, day: date | None) -> Response:
    seen = await _seen(request, day)
    version = _version()
    stamp = _stamp(seen, version)
    headers = {"ETag": stamp}
    if request.headers.get("if-none-match") == stamp:
        return Response(status_code=304, headers=headers)
    text = await _text(engine_of(request), seen.shown, version)
    return pages.answer(request, text.replace(ACCOUNT, str(seen.caregiver.device_id), 1), headers=headers)


async def _seen(request: Request, day: date | None) -> Seen:
    token = token_in(request, "device")
    if token is None:
        raise SignInNeeded
    child_id = _asked_child(request)
    together = _together(engine_of(request), asyncio.get_running_loop())
    found = await together.ask(Asked(hash_token(token), day))
    try:
        seen = seen_in(found, day, child_id)
    except NotFound:
        request.state.actor = caregiver_on(found.rows[0])  # in whose language the error is told
        raise
    request.app.state.check_permission(seen.caregiver, request)
    return seen


@lru_cache(maxsize=4)
def _together(engine: Engine, _loop: asyncio.AbstractEventLoop) -> Together[Asked, Found]:
    return Together(partial(find, engine))


@lru_cache(maxsize=1024)
def _stamp(seen: Seen, version: str) -> str:
    return seen.etag(version)


def _asked_child(request: Request) -> UUID | None:
    asked = request.query_params.get("child")
    try:
        return UUID(asked) if asked else None
    except ValueError as error:
        raise NotFound from error


@dataclass(slots=True)
class _Page:
    text: str = ""


@lru_cache(maxsize=256)
def _page_of(_engine: Engine, _shown: Shown, _version: str) -> _Page:
    # A published card is opened by a whole group within minutes, in a handful of languages.
    return _Page()


async def _text(engine: Engine, shown: Shown, version: str) -> str:
    page = _page_of(engine, shown, version)
    if not page.text:
        page.text = await _drawing_together(engine, asyncio.get_running_loop()).ask(shown)
    return page.text


@lru_cache(maxsize=4)
def _drawing_together(engine: Engine, _loop: asyncio.AbstractEventLoop) -> Together[Shown, str]:
    return Together(partial(_draw_all, engine))


def _draw_all(engine: Engine, asked: Sequence[Shown]) -> list[str]:
    with reading(engine) as connection:
        published = {(shown.publication_id, shown.is_today): shown for shown in asked}
        moments = {key: moments_in(connection, shown) for key, shown in published.items()}
        own = {one: own_photos(connection, one[0]) for shown in asked if (one := shown.own_photos)}
    drawn = {
        shown: _draw(
            shown, moments[shown.publication_id, shown.is_today], own[shown.own_photos] if shown.own_photos else {}
        )
        for shown in set(asked)
    }
    return [drawn[shown] for shown in asked]


def _draw(shown: Shown, moments: list[dict[str, Any]], own: dict[str, OwnPhoto]) -> str:
    context: dict[str, Any] = {"seen": shown, "moments": moments, "face": face, "photo": photo, "own_photos": own}
    context["things"], context["sentences"] = _told(shown, moments)
    return pages.html("parent/today.html", shown.language, account=ACCOUNT, reading=shown.reading, **context)


def _told(shown: Shown, moments: list[dict[str, Any]]) -> tuple[tuple[str, ...], list[Sentence]]:
    """Return what the day's sentence tells, in the home language and then in Dutch; nothing where home has none."""
    things = things_told(moments)
    own, *dutch = (sentence_of(tag, things, is_today=shown.is_today) for tag in dict.fromkeys((shown.language, BASE)))
    return (things, [one for one in (own, *dutch) if one]) if own else ((), [])


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


def _version() -> str:
    # What people have recorded or put right counts too, and the pictures an operator took: within a minute.
    return f"{_built()}-{voices.version()}-{drawing.version()}"


@lru_cache
def _built() -> str:
    # A new build changes scripts and drawings; a new catalogue comes with a new build too.
    return str((get_settings().build_folder / "manifest.json").stat().st_mtime_ns)
