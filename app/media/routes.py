"""Sending a photo in, and seeing it."""

from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from app.config import get_settings
from app.database import EngineDep, SessionDep
from app.errors import NotFound
from app.media.decoders import decoders
from app.media.models import Photo
from app.media.ranges import NoSuchRange, asked_range
from app.media.receiving import received_file
from app.media.service import check_may_save, photo_for, save_photo
from app.media.storage import get_storage
from app.media.variants import TYPES
from app.people.actors import CaregiverActor, StaffActor
from app.sign_in.actor import CurrentActor, CurrentStaff

router = APIRouter()
MAX_BYTES = 25_000_000


class SavedPhoto(BaseModel):
    """A photo that is kept."""

    id: UUID
    width: int
    height: int
    placeholder: str


# The body is streamed to a file by the event loop, which costs nothing while a slow phone sends; only the work takes a
# thread. A decoder takes a core and tens of megabytes, so there are as many as cores. No transaction is open meanwhile.
@router.put("/api/v1/groups/{group_id}/photos/{photo_id}", status_code=201)
async def put_photo(
    request: Request, engine: EngineDep, staff: CurrentStaff, group_id: UUID, photo_id: UUID
) -> SavedPhoto:
    """Keep a photo sent as the raw body, at most 25 MB."""
    await run_in_threadpool(check_may_save, engine, staff, group_id)
    async with received_file(request, get_settings().data_folder, MAX_BYTES) as source:
        arguments = (engine, get_storage(), staff, photo_id, group_id, source)
        photo = await to_thread.run_sync(save_photo, *arguments, limiter=decoders())
    return SavedPhoto.model_validate(photo, from_attributes=True)


@router.get("/photos/{photo_id}/{name}")
def get_photo(request: Request, session: SessionDep, actor: CurrentActor, photo_id: UUID, name: str) -> Response:
    """Show a variant to whom it may be shown now; a stored copy is asked about again each time."""
    if not isinstance(actor, StaffActor | CaregiverActor) or name not in TYPES:
        raise NotFound
    photo = photo_for(session, actor, photo_id)
    tag = f'"{photo.id}-{name}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Accept-Ranges": "bytes"}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    if "range" in request.headers and request.headers.get("if-range", tag) == tag:
        return _part(photo, name, request.headers["range"], headers)
    return Response(get_storage().get(photo.key(name)), media_type=TYPES[name], headers=headers)


def is_streamed(method: str, path: str) -> bool:
    """Whether a request sends a photo, whose bytes are counted while they are written."""
    return method == "PUT" and "/photos/" in path


def _part(photo: Photo, name: str, asked: str, headers: dict[str, str]) -> Response:
    storage, key = get_storage(), photo.key(name)
    size = storage.size(key)
    try:
        first_and_last = asked_range(asked, size)
    except NoSuchRange:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    if first_and_last is None:
        return Response(storage.get(key), media_type=TYPES[name], headers=headers)
    first, last = first_and_last
    headers |= {"Content-Range": f"bytes {first}-{last}/{size}"}
    return Response(storage.get_part(key, first, last), 206, media_type=TYPES[name], headers=headers)


def _has(request: Request, tag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in known.split(","))
