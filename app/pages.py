"""Pages: Jinja templates with words, drawings and built files at hand, sent with the headers every page needs."""

import base64
import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import brotli
from fastapi import Request
from fastapi.responses import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.config import PROJECT_FOLDER, get_settings
from app.language import calendar
from app.language.catalogues import label, translator
from app.language.languages import language_of, languages
from app.pictograms import drawing, search

TEMPLATES = PROJECT_FOLDER / "frontend" / "templates"
_clip_addresses: list[Callable[[str, str], str | None]] = []
# A page with a running moment begins there: scrolled before the first paint, not when a script has come.
BEGIN_AT_NOW = """document.querySelector('[data-place="now"]')?.scrollIntoView({block:"center"})"""
MICROPHONE = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)"
}  # for pages that listen; see headers
QUALITY = 3  # brotli 3 costs 0.13 ms for a page of 26 kB; 4 costs twice that and saves a twentieth


def render(request: Request, template: str, language: str, *, status: int = 200, **context: object) -> Response:
    """Return a page in a language, compressed if the browser takes it; every page may be stored by its own account."""
    return answer(request, html(template, language, **context), status=status)


def html(template: str, language: str, **context: object) -> str:
    """Return the text of a page or a part in a language."""
    return environment().get_template(template).render(**_words(language), **context)


def answer(request: Request, text: str, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a page's text as an answer."""
    body = text.encode()
    sent = {"Vary": "Cookie, Accept-Encoding, Accept-Language", "Cache-Control": "private, no-cache", **(headers or {})}
    if "br" in request.headers.get("accept-encoding", ""):
        body, sent["Content-Encoding"] = brotli.compress(body, quality=QUALITY), "br"
    return Response(body, status, sent, media_type="text/html")


@lru_cache
def environment() -> Environment:
    """Return the one template environment; a name that a route forgot to give is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(
        pictogram=drawing.inline,
        drawings_credit=drawing.CREDIT,
        pictogram_image=pictogram_image,
        pictogram_url=drawing.url,
        sprite_url=drawing.sprite_url,
        search_index=search.index_url,
        asset=asset,
        inline_style=inline_style,
        begin_at_now=begin_at_now,
        languages=languages,
        device_voices=device_voices,
        clip=clip_attribute,
    )
    return made


def pictogram_image(concept_id: str) -> Markup:
    """Return a pictogram as a picture that loads when it comes near the screen."""
    picture = Markup('<img class="pictogram" src="{}" alt="" width="68" height="68" loading="lazy" decoding="async">')
    return picture.format(drawing.url(concept_id))


def device_voices() -> str:
    """Return the languages for which phones truly have voices."""
    return " ".join(language.tag for language in languages() if language.device_voice)


def use_clips(address_of: Callable[[str, str], str | None]) -> None:
    """Let the layer above, which makes the sounds, say where a concept's clip in a language is."""
    _clip_addresses.append(address_of)


def clip_attribute(tag: str, concept_id: str) -> Markup:
    """Return the attribute with a concept's clip, or nothing where no voice exists."""
    address = next((address for find in _clip_addresses if (address := find(tag, concept_id))), None)
    return Markup(' data-clip="{}"').format(address) if address else Markup("")


def asset(entry: str) -> str:
    """Return the address of a built script by its entry, such as `parent.ts`."""
    built: str = _manifest()[f"frontend/{entry}"]["file"]
    return f"/{built}"


def inline_style(entry: str) -> Markup:
    """Return a built style sheet as an element: a page paints without a second trip to the server."""
    return Markup("<style>{}</style>").format(Markup(_style(entry)))  # noqa: S704 -- our own built style sheet


def begin_at_now() -> Markup:
    """Return the one script that stands in a page itself; it belongs behind the strip."""
    return Markup("<script>{}</script>").format(Markup(BEGIN_AT_NOW))  # noqa: S704 -- our own words, above


@lru_cache
def content_security_policy() -> str:
    """Return the policy: only our own files, and what we put into our pages ourselves, by its hash."""
    styles = " ".join(f"'sha256-{_sha256(_style(entry))}'" for entry in ("parent", "staff", "join", "studio"))
    return (
        f"default-src 'self'; script-src 'self' 'sha256-{_sha256(BEGIN_AT_NOW)}'; "
        f"style-src 'self' {styles}; img-src 'self' data: blob:; media-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


@lru_cache(maxsize=64)
def _words(language: str) -> dict[str, Any]:
    found, words = language_of(language), translator(language)
    return {
        "_": words.gettext,
        "ngettext": words.ngettext,
        "language": found,
        "label": lambda concept_id: label(found.tag, concept_id),
        "dutch_label": lambda concept_id: label("nl", concept_id),
        "long_date": lambda day: calendar.long_date(found.tag, day),
        "weekday": lambda day: calendar.weekday_name(found.tag, day),
    }


@lru_cache
def _manifest() -> dict[str, dict[str, Any]]:
    manifest: dict[str, dict[str, Any]] = json.loads((get_settings().build_folder / "manifest.json").read_text())
    return manifest


@lru_cache
def _style(entry: str) -> str:
    name: str = _manifest()[f"frontend/styles/{entry}.css"]["file"]
    return (get_settings().build_folder / name).read_text()


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
