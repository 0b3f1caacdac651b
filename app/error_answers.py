"""How an error is answered: JSON for scripts, a page with a picture for people, never a trace and never their input."""

import logging
import traceback
from typing import cast

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import pages
from app.errors import Conflict, DagkaartError, NotFound, Refused, SignInNeeded
from app.language.catalogues import translator
from app.language.negotiation import language_for
from app.people.actors import Anonymous
from app.sign_in.actor import is_staff_path
from app.speech.keys import spoken_key

log = logging.getLogger("dagkaart")


class WrongMethod(Refused):
    """The address is right, what was asked of it is not."""

    status, code = 405, "wrong_method"


class AnswerUnexpected:
    """Plain ASGI: a mistake of ours ends here.

    Left to the framework, its answer would go out without our headers, and the server would log it with its text,
    which may hold a name.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what nobody else has."""
        has_started = False

        async def noting_send(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self.app(scope, receive, noting_send)
        except Exception as error:
            if has_started or scope["type"] != "http":
                raise
            await unexpected(Request(scope), error)(scope, receive, send)


def expected(request: Request, error: Exception) -> Response:
    """Answer an error of ours."""
    if not isinstance(error, DagkaartError):
        return unexpected(request, error)
    language = _language_of(request)
    if not _wants_page(request):
        return _as_json(error, language)
    if isinstance(error, SignInNeeded):
        return RedirectResponse("/staff/sign-in" if is_staff_path(request.url.path) else "/join", 303)
    spoken = spoken_key(error.message)
    return pages.render(request, "parts/error.html", language, status=error.status, error=error, spoken=spoken)


def malformed(request: Request, error: Exception) -> Response:
    """Answer a request whose form is wrong; what was wrong may hold a name, so it is not repeated.

    An address with something that is no id in it is one where nothing is.
    """
    is_address = isinstance(error, RequestValidationError) and any(one["loc"][0] == "path" for one in error.errors())
    return expected(request, NotFound() if is_address else Refused("malformed"))


def collided(request: Request, _error: Exception) -> Response:
    """Answer who lost against somebody with the same id or the same e-mail address at the same moment."""
    return expected(request, Conflict())


def from_framework(request: Request, error: Exception) -> Response:
    """Answer an error of the framework, such as a path that doesn't exist or a body that cannot be read."""
    problem = cast("HTTPException", error)
    if isinstance(error.__cause__, DagkaartError):
        return expected(request, error.__cause__)
    if problem.status_code == 405:
        answer = expected(request, WrongMethod())
        answer.headers.update(problem.headers or {})
        return answer
    return expected(request, NotFound() if problem.status_code == 404 else Refused("malformed"))


def unexpected(request: Request, error: Exception) -> Response:
    """Answer a mistake of ours; the log names the kind of error, the route and our own lines, never people's words."""
    route = getattr(request.scope.get("route"), "path", "?")
    lines = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected %s in %s %s\n%s", type(error).__name__, request.method, route, lines)
    return expected(request, DagkaartError())


def as_json_body(error: DagkaartError, language: str) -> dict[str, object]:
    """Return an error as scripts get it."""
    message = translator(language).gettext(error.message)
    return {"code": error.code, "message": message, "pictogram": error.pictogram, **error.details}


def _as_json(error: DagkaartError, language: str) -> Response:
    return JSONResponse(as_json_body(error, language), error.status)


def _language_of(request: Request) -> str:
    actor = getattr(request.state, "actor", None)
    if actor is None or isinstance(actor, Anonymous):
        return language_for(request.headers.get("accept-language", ""))
    return str(actor.language)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
