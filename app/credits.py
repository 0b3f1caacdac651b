"""Who made what people see and hear here, and under which licence: we, those we build on, those who help here."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response
from sqlmodel import Session, col, select

from app import pages
from app.database import SessionDep
from app.language.languages import Language, is_language, language_of
from app.language.negotiation import language_for
from app.people.actors import Actor, Anonymous, CaregiverActor, StaffActor
from app.pictograms import drawing, taken
from app.pictograms.catalogue import catalogue
from app.sign_in.actor import CurrentActor
from app.speech.bundle_reading import LICENCE as OF_VOICES
from app.speech.models import Recording, RecordingState, Speaker

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """A credit as its owner words it, so it is not translated; `link` leads to the work, or to its licence."""

    words: str
    link: str


AFTER_OPENMOJI = "Dagkaart, after OpenMoji, CC BY-SA 4.0"
PICTURES = (
    Line(drawing.CREDIT, "https://openmoji.org"),
    Line(AFTER_OPENMOJI, "https://creativecommons.org/licenses/by-sa/4.0/"),
)
COMPUTER_VOICE = Line("eSpeak NG, GPL-3.0-or-later", "https://github.com/espeak-ng/espeak-ng")
REST = (
    Line("Dagkaart, EUPL-1.2", "https://eupl.eu/1.2/en/"),
    Line("Noto Sans Arabic, Noto Sans Ethiopic © The Noto Project Authors, SIL OFL 1.1", "https://notofonts.github.io"),
    Line("CLDR © Unicode, Inc., Unicode License v3", "https://cldr.unicode.org"),
)


@router.get("/credits")
def credits_page(request: Request, session: SessionDep, actor: CurrentActor) -> Response:
    """Show the credits."""
    return pages.render(
        request,
        "parts/credits.html",
        _language(request, actor),
        reading=actor.reading if isinstance(actor, CaregiverActor) else "listening",
        home=_home(actor),
        pictures=PICTURES,
        taken=[(id_, one.credit) for id_, one in taken.pictures().items() if id_ in catalogue()],
        voices=list(_voices(session)),
        of_voices=OF_VOICES,
        computer_voice=COMPUTER_VOICE,
        rest=REST,
    )


def _language(request: Request, actor: Actor) -> str:
    if isinstance(actor, Anonymous):
        return language_for(request.headers.get("accept-language", ""))
    return actor.language


def _home(actor: Actor) -> str:
    if isinstance(actor, CaregiverActor):
        return "/us"
    return "/staff/account" if isinstance(actor, StaffActor) else "/join"


def _voices(session: Session) -> Iterator[tuple[Language, list[str]]]:
    """Yield the aliases of those who are heard, by language; nothing else of them is told."""
    query = (
        select(Speaker.language, Speaker.alias)
        .join(Recording, col(Recording.speaker_id) == Speaker.id)
        .where(Recording.state == RecordingState.APPROVED, col(Speaker.consented_at).is_not(None))
        .distinct()
        .order_by(Speaker.language, Speaker.alias)
    )
    for tag, found in groupby(session.exec(query), key=lambda row: row[0]):
        if is_language(tag):
            yield language_of(tag), [alias for _, alias in found]
