"""The addresses of clips and approved recordings: everyone may hear them, and a recording until it is deleted."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from app.database import SessionDep
from app.errors import NotFound
from app.language.catalogues import own_label
from app.speech import sentences
from app.speech.answers import sound_answer
from app.speech.clips import clip, clip_key
from app.speech.errors import NoSound
from app.speech.recordings import approved_recording
from app.speech.spoken_words import spoken_word

router = APIRouter()
# A voice is a person's: once it is deleted no copy is played for longer than this without asking.
RECORDING_CACHING = "public, max-age=60, must-revalidate"


@router.get("/clips/{language}/{concept_id}.m4a")
def get_concept_clip(language: str, concept_id: str, v: str = "") -> Response:
    """Answer with a concept's label, said in a language."""
    return _answer(language, own_label(language, concept_id), v)


@router.get("/clips/{language}/words/{key}.m4a")
def get_word_clip(language: str, key: str, v: str = "") -> Response:
    """Answer with one of the interface's spoken words."""
    return _answer(language, spoken_word(language, key), v)


@router.get("/clips/{language}/sentences/{name}.m4a")
def get_sentence_clip(language: str, name: str, v: str = "") -> Response:
    """Answer with a sentence about a day, at an address that stood on a page of ours."""
    return _answer(language, sentences.text_at(language, name), v, sentences.FOLDER)


@router.get("/recordings/{language}/{recording_id}.m4a")
def get_recording(request: Request, session: SessionDep, language: str, recording_id: UUID) -> Response:
    """Answer with a word that a speaker of the language has said and another approved."""
    return sound_answer(request, approved_recording(session, language, recording_id), RECORDING_CACHING)


def _answer(language: str, text: str, version: str, folder: str = "") -> Response:
    # Only texts of our own tables are said: nobody can make the server speak, or fill its disk, with theirs.
    if not text:
        raise NotFound("no_clip", pictogram="ui_sound")
    try:
        path = clip(language, text, folder)
    except NoSound as error:
        raise NotFound("no_clip", pictogram="ui_sound") from error
    return FileResponse(path, media_type="audio/mp4", headers={"Cache-Control": _caching(language, text, version)})


def _caching(language: str, text: str, version: str) -> str:
    is_current = bool(version) and clip_key(language, text).startswith(version) and len(version) >= 12
    return "public, max-age=31536000, immutable" if is_current else "public, max-age=300"
