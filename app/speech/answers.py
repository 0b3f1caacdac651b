"""Answering with a recording: whole, in the part that a player asks for, or with "you have it"."""

from fastapi import Request, Response

from app.media.ranges import NoSuchRange, asked_range
from app.media.storage import get_storage
from app.speech.models import Recording

TYPE = "audio/mp4"


def sound_answer(request: Request, recording: Recording, caching: str) -> Response:
    """Answer with a recording's sound; who may hear it is checked by the caller, each time."""
    tag = f'"{recording.sha256[:32]}"'
    headers = {"ETag": tag, "Cache-Control": caching, "Accept-Ranges": "bytes"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    sound = get_storage().get(recording.file_key)
    if "range" not in request.headers or request.headers.get("if-range", tag) != tag:
        return Response(sound, media_type=TYPE, headers=headers)
    return _part(sound, request.headers["range"], headers)


def _part(sound: bytes, asked: str, headers: dict[str, str]) -> Response:
    try:
        first_and_last = asked_range(asked, len(sound))
    except NoSuchRange:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{len(sound)}"})
    if first_and_last is None:
        return Response(sound, media_type=TYPE, headers=headers)
    first, last = first_and_last
    headers |= {"Content-Range": f"bytes {first}-{last}/{len(sound)}"}
    return Response(sound[first : last + 1], 206, media_type=TYPE, headers=headers)
