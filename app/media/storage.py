"""Where files are kept: a local folder or an S3-compatible bucket behind one small door."""

import errno
import os
from functools import lru_cache
from pathlib import Path

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from app.config import get_settings
from app.errors import NotFound, StorageFull


class Storage:
    """Files by key; `put` returns only when the file would survive a power cut."""

    def __init__(self, url: str, folder: Path) -> None:
        self._folder = None if url else folder
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store: ObjectStore = LocalStore(self._folder, mkdir=True)
        else:
            self._store = from_url(url)

    def put(self, key: str, content: bytes) -> None:
        """Keep a file; `StorageFull` leaves nothing behind."""
        if self._folder is None:
            obstore.put(self._store, key, content)
            return
        try:
            self._put_locally(self._folder / key, content)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise StorageFull from error
            raise

    def get(self, key: str) -> bytes:
        """Return a file, or `NotFound`."""
        try:
            return bytes(obstore.get(self._store, key).bytes())
        except (NotFoundError, FileNotFoundError) as error:
            raise NotFound from error

    def delete(self, keys: list[str]) -> None:
        """Remove files; those that aren't there are fine."""
        for key in keys:
            try:
                obstore.delete(self._store, key)
            except (NotFoundError, FileNotFoundError):
                continue

    @staticmethod
    def _put_locally(path: Path, content: bytes) -> None:
        # obstore renames without fsync, and a power cut then leaves an empty file under a name the database knows.
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent):
            handle = os.open(folder, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)


@lru_cache
def get_storage() -> Storage:
    """Return the storage of the settings."""
    settings = get_settings()
    return Storage(settings.storage_url, settings.data_folder / "files")
