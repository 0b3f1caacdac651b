"""Sending a photo in, and seeing it."""

import tempfile
from pathlib import Path
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from app.database import EngineDep, SessionDep
from app.errors import NotFound, Refused, TooLarge
from app.media.service import photo_for, save_photo, variant
from app.media.storage import get_storage
from app.media.variants import TYPES
from app.people.actors import Anonymous
from app.sign_in.actor import CurrentActor, CurrentStaff

router = APIRouter()
MAX_BYTES = 25_000_000


class SavedPhoto(BaseModel):
    """A photo that is kept."""

    id: UUID
    width: int
    height: int
    placeholder: str


# The body is streamed to a file by the event loop, which costs nothing while a slow phone sends; only the decoding
# takes a thread. No transaction is open meanwhile.
@router.put("/api/v1/groups/{group_id}/photos/{photo_id}", status_code=201)
async def put_photo(
    request: Request, engine: EngineDep, staff: CurrentStaff, group_id: UUID, photo_id: UUID
) -> SavedPhoto:
    """Keep a photo sent as the raw body, at most 25 MB."""
    with tempfile.TemporaryDirectory(prefix="dagkaart-photo-") as folder:
        source = Path(folder) / "source"
        await _receive(request, source)
        photo = await run_in_threadpool(save_photo, engine, get_storage(), staff, photo_id, group_id, source)
    return SavedPhoto.model_validate(photo, from_attributes=True)


@router.get("/photos/{photo_id}/{name}")
def get_photo(request: Request, session: SessionDep, actor: CurrentActor, photo_id: UUID, name: str) -> Response:
    """Show a variant to whom it may be shown now; a stored copy is asked about again each time."""
    if isinstance(actor, Anonymous) or name not in TYPES:
        raise NotFound
    photo = photo_for(session, actor, photo_id)
    headers = {"ETag": f'"{photo.id}-{name}"', "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(variant(get_storage(), photo, name), media_type=TYPES[name], headers=headers)


async def _receive(request: Request, target: Path) -> None:
    if int(request.headers.get("content-length") or 0) > MAX_BYTES:
        raise TooLarge
    received = 0
    with target.open("wb") as file:
        async for chunk in request.stream():
            received += len(chunk)
            if received > MAX_BYTES:
                raise TooLarge
            file.write(chunk)
    if received == 0:
        raise Refused("empty_file", pictogram="ui_wrong_file")
