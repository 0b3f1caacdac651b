"""The application: every feature's routes behind one permission table, one error form and one set of headers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import anyio.to_thread
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy import Engine
from sqlalchemy.exc import DataError, IntegrityError
from starlette.exceptions import HTTPException

from app import assets, credits, error_answers, permissions
from app.body_limit import BodyLimit
from app.config import Settings, get_settings
from app.database import create_engine_for
from app.days import own_photo_pages, parent_pages, rhythm_pages, staff_pages
from app.days import routes as days
from app.days.publication import may_see_photo
from app.days.usage import usage_of_days
from app.errors import DagkaartError, NotAllowed
from app.families.routers import ROUTERS as FAMILIES
from app.families.service import stands_for_own_child
from app.headers import SecurityHeaders
from app.meanings import check_routes, own_photo_routes, pictogram_pages
from app.meanings.own_photos import may_see_own_photo
from app.meanings.sweeping import sweep_own_photos
from app.media import routes as media
from app.media.storage import get_storage
from app.media.sweeping import register_sweeping, sweep_now_and_then
from app.media.visibility import register_visibility
from app.notifications import routes as notifications
from app.notifications import work
from app.organisation import routes as organisation
from app.pages import use_clips
from app.people.actors import Actor, Anonymous
from app.sign_in import routes as sign_in
from app.sign_in import staff_routes as staff_sign_in
from app.sign_in import volunteer_routes
from app.sign_in.actor import get_actor
from app.speech import routes as speech
from app.speech import studio_pages, studio_routes, voices_pages, voices_routes
from app.speech.clips import clip_url
from app.speech.sweeping import sweep_recordings, sweep_sentences
from app.speech.usage import register_usage
from app.speech.voices import look_now_and_then

# Features add their router here, and each of its routes to the permission table. They are tried in this order: what
# every phone asks for again and again stands first.
ROUTERS: list[APIRouter] = [
    parent_pages.router,
    assets.router,
    media.router,
    speech.router,
    studio_routes.router,
    voices_routes.router,
    studio_pages.router,
    voices_pages.router,
    volunteer_routes.router,
    notifications.router,
    days.router,
    staff_pages.router,
    rhythm_pages.router,
    own_photo_pages.router,
    own_photo_routes.router,
    check_routes.router,
    pictogram_pages.router,
    sign_in.router,
    staff_sign_in.router,
    organisation.router,
    *FAMILIES,
    credits.router,
]
register_visibility(may_see_photo)
register_visibility(stands_for_own_child)
register_visibility(may_see_own_photo)
use_clips(clip_url)
register_usage(usage_of_days)
register_sweeping(sweep_recordings)
register_sweeping(sweep_own_photos)
register_sweeping(sweep_sentences)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def create_app(settings: Settings | None = None, engine: Engine | None = None, *, is_at_work: bool = True) -> FastAPI:
    """Return the application on a database; `engine` is given by tests and commands that have one already.

    Without `is_at_work` nothing happens behind the requests: notifications are saved and wait for a process that
    delivers them, and what other processes changed is not looked for. A process has one picture of who says which
    word, so of several applications in it only one may be at work.
    """
    settings = settings or get_settings()
    app = FastAPI(
        title="Dagkaart",
        lifespan=_lifespan,
        dependencies=[Depends(check_entry)],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.settings = settings
    app.state.is_at_work = is_at_work
    app.state.check_permission = check_permission
    app.state.engine = engine or create_engine_for(settings.sqlalchemy_url)
    app.add_middleware(BodyLimit, is_streamed=_is_streamed)
    app.add_middleware(error_answers.AnswerUnexpected)
    app.add_middleware(SecurityHeaders, is_https=settings.is_https)
    app.add_exception_handler(DagkaartError, error_answers.expected)
    app.add_exception_handler(RequestValidationError, error_answers.malformed)
    app.add_exception_handler(HTTPException, error_answers.from_framework)
    app.add_exception_handler(IntegrityError, error_answers.collided)
    app.add_exception_handler(DataError, error_answers.malformed)
    for router in ROUTERS:
        app.include_router(router)
    return app


async def check_entry(request: Request) -> None:
    """Refuse what the permission table doesn't allow, and every change that another website asks for."""
    is_open = permissions.is_open(request.method, _path_of(request))
    check_permission(Anonymous() if is_open else await get_actor(request), request)


def check_permission(actor: Actor, request: Request) -> None:
    """Refuse an actor what the table doesn't allow them; also called by routes that find out themselves who asks."""
    permissions.check(actor, request.method, _path_of(request))
    if request.method not in SAFE_METHODS and not _is_same_origin(request):
        raise NotAllowed


def _is_streamed(method: str, path: str) -> bool:
    return any(feature.is_streamed(method, path) for feature in (media, studio_routes, voices_routes))


def _path_of(request: Request) -> str:
    route = request.scope["route"]
    return str(route.path) if isinstance(route, APIRoute) else request.url.path


def _is_same_origin(request: Request) -> bool:
    # Cookies are SameSite=Lax already; this also covers a sibling subdomain and old browsers.
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in {"same-origin", "none"}
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:  # no address at all
        return False


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
    engine: Engine = app.state.engine
    running: list[asyncio.Task[None]] = []
    if app.state.is_at_work:
        tasks = (sweep_now_and_then(engine, get_storage()), look_now_and_then(engine))
        running = [asyncio.create_task(task) for task in tasks]
        # It waits for the database; and on the event loop's own thread DBOS complains of that into the log.
        await anyio.to_thread.run_sync(work.start, engine, settings)
    yield
    for task in running:
        task.cancel()
    work.stop()
    engine.dispose()
