"""The built files, the service worker, the manifest and the page that stands in when there is no network."""

from pathlib import Path

import brotli
from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse

from app import pages
from app.config import get_settings
from app.errors import NotFound
from app.language.catalogues import translator
from app.language.languages import is_language, language_of
from app.people.actors import CaregiverActor, StaffActor
from app.pictograms import taken
from app.sign_in.actor import CurrentActor

router = APIRouter()
ICONS = (("app", "any"), ("maskable", "maskable"))  # a phone cuts a maskable icon into its own shape
TAKEN = "taken/"
FOREVER = "public, max-age=31536000, immutable"
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".json": "application/json",
}


@router.get("/")
def front_door(actor: CurrentActor) -> Response:
    """Send each person to their first screen."""
    if isinstance(actor, CaregiverActor):
        return RedirectResponse("/today", 303)
    return RedirectResponse("/staff" if isinstance(actor, StaffActor) else "/join", 303)


@router.get("/assets/{path:path}")
def asset_file(request: Request, path: str) -> Response:
    """Send a built file, or a picture an operator has taken; its name holds its hash, so a browser asks once."""
    if path.startswith(TAKEN):
        return _taken(request, path.removeprefix(TAKEN))
    folder = (get_settings().build_folder / "assets").resolve()
    try:
        file = (folder / path).resolve()
        is_ours = file.is_relative_to(folder) and file.suffix in TYPES and file.is_file()
    except (OSError, ValueError) as error:  # too long for a file system, or with a NUL in it
        raise NotFound from error
    if not is_ours:
        raise NotFound
    return _sent(request, file, FOREVER)


@router.get("/service-worker.js")
def service_worker(request: Request) -> Response:
    """Send the worker, checked for a newer one at every start."""
    file = get_settings().build_folder / "service-worker.js"
    if not file.is_file():
        raise NotFound
    return _sent(request, file, "no-cache")


@router.get("/manifest/{language}.webmanifest")
def web_manifest(language: str) -> Response:
    """Send what a phone needs to install the app, in a language and its direction."""
    if not is_language(language):
        raise NotFound
    found, words = language_of(language), translator(language)
    manifest = {
        "name": "Dagkaart",
        "short_name": "Dagkaart",
        "description": words.gettext("Your child’s day in pictures and sound"),
        "lang": found.tag,
        "dir": found.direction,
        "id": "/today",
        "start_url": "/today",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fffaf2",
        "theme_color": "#fffaf2",
        "icons": [_icon(name, size, purpose) for name, purpose in ICONS for size in (192, 512)],
    }
    return JSONResponse(manifest, media_type="application/manifest+json")


@router.get("/offline/{language}")
def offline_page(request: Request, language: str) -> Response:
    """Send the page that a phone keeps for when it has no network and nothing stored."""
    if not is_language(language):
        raise NotFound
    return pages.render(request, "parts/offline.html", language)


@router.get("/health")
def health() -> dict[str, str]:
    """Say that the server answers."""
    return {"state": "ok"}


def _taken(request: Request, name: str) -> Response:
    content = taken.file_at(name)
    if content is None:
        raise NotFound
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if "br" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = brotli.compress(content, quality=5), "br"
    return Response(content, headers=headers, media_type=TYPES[".svg"])


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    address = pages.asset(f"icons/{name}-{size}.png")
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _sent(request: Request, file: Path, cache: str) -> Response:
    headers, compressed = {"Cache-Control": cache, "Vary": "Accept-Encoding"}, file.with_name(file.name + ".br")
    if "br" in request.headers.get("accept-encoding", "") and compressed.is_file():
        headers["Content-Encoding"] = "br"
        return FileResponse(compressed, headers=headers, media_type=TYPES[file.suffix])
    return FileResponse(file, headers=headers, media_type=TYPES[file.suffix])
