"""Taking in the body of a request: no more than the limit, in a file without a name, which no crash leaves behind."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from fastapi import Request
from starlette.requests import ClientDisconnect

from app.errors import Refused, StorageFull, TooLarge
from app.media.storage import FULL


@asynccontextmanager
async def received_file(request: Request, folder: Path, max_bytes: int) -> AsyncIterator[BinaryIO]:
    """Give the body as a file, gone when the block ends; `TooLarge` at once where the sender tells the length."""
    if _told_length(request) > max_bytes:
        raise TooLarge
    file = _new_file(folder)
    try:
        await _receive(request, file, max_bytes)
        file.seek(0)
        yield file
    finally:
        with suppress(OSError):  # on a full disk, bytes that found no room are tried once more here
            file.close()


def _new_file(folder: Path) -> BinaryIO:
    try:
        return cast("BinaryIO", tempfile.TemporaryFile(dir=folder))
    except OSError as error:
        raise _as_full(error) from error


async def _receive(request: Request, file: BinaryIO, max_bytes: int) -> None:
    received = 0
    try:
        async for chunk in request.stream():
            received += len(chunk)
            if received > max_bytes:
                raise TooLarge
            file.write(chunk)
        file.flush()
    except ClientDisconnect as error:
        raise Refused("cut_short") from error  # nobody is there to read it; it is no mistake of ours to log
    except OSError as error:
        raise _as_full(error) from error


def _as_full(error: OSError) -> Exception:
    return StorageFull() if error.errno in FULL else error


def _told_length(request: Request) -> int:
    told = request.headers.get("content-length", "")
    return int(told[:20]) if told.isdecimal() else 0
