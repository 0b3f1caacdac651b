"""How an error is answered: JSON for scripts, a page with a picture for people, never a trace and never their input."""

import logging

from fastapi import Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from app import pages
from app.errors import DagkaartError, NotFound, Refused, SignInNeeded
from app.language.catalogues import translator
from app.language.negotiation import language_for
from app.sign_in.actor import is_staff_path

log = logging.getLogger("dagkaart")


def expected(request: Request, error: Exception) -> Response:
    """Answer an error of ours."""
    if not isinstance(error, DagkaartError):
        return unexpected(request, error)
    language = getattr(request.state, "language", None) or language_for(request.headers.get("accept-language", ""))
    if not _wants_page(request):
        return _as_json(error, language)
    if isinstance(error, SignInNeeded):
        return RedirectResponse("/staff/sign-in" if is_staff_path(request.url.path) else "/join", 303)
    return pages.render(request, "parts/error.html", language, status=error.status, error=error)


def malformed(request: Request, _error: Exception) -> Response:
    """Answer a request whose form is wrong; what was wrong may hold a name, so it is not repeated."""
    return expected(request, Refused("malformed"))


def from_framework(request: Request, error: Exception) -> Response:
    """Answer an error of the framework, such as a path that doesn't exist."""
    if isinstance(error, HTTPException) and error.status_code == 405:
        return expected(request, Refused("wrong_method"))
    return expected(request, NotFound())


def unexpected(request: Request, error: Exception) -> Response:
    """Answer a mistake of ours; the log names the kind of error and the route, never what people wrote."""
    route = getattr(request.scope.get("route"), "path", "?")
    log.error("unexpected %s in %s %s", type(error).__name__, request.method, route)
    return expected(request, DagkaartError())


def as_json_body(error: DagkaartError, language: str) -> dict[str, object]:
    """Return an error as scripts get it."""
    message = translator(language).gettext(error.message)
    return {"code": error.code, "message": message, "pictogram": error.pictogram, **error.details}


def _as_json(error: DagkaartError, language: str) -> Response:
    return JSONResponse(as_json_body(error, language), error.status)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
