"""Where files are kept: a local folder or an S3-compatible bucket behind one small door."""

import errno
import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from app import durable
from app.config import get_settings
from app.errors import NotFound, StorageFull

if TYPE_CHECKING:  # these two exist for type checkers alone
    from obstore.store import ClientConfig, RetryConfig

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
ABSENT = (NotFoundError, FileNotFoundError)
# A bucket that doesn't answer must not hold a request thread for the minutes that are usual.
_RETRIES: "RetryConfig" = {"max_retries": 3, "retry_timeout": timedelta(seconds=15)}


class Storage:
    """Files by key; `put` returns only when the file would survive a power cut."""

    def __init__(self, url: str, folder: Path) -> None:
        self._folder = None if url else folder
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store: ObjectStore = LocalStore(self._folder, mkdir=True)
        else:
            self._store = from_url(url, client_options=_client(), retry_config=_RETRIES)

    def put(self, key: str, content: bytes) -> None:
        """Keep a file; `StorageFull` leaves nothing behind."""
        self.put_all({key: content})

    def put_all(self, files: Mapping[str, bytes]) -> None:
        """Keep files together, all or none; many in one folder cost little more than one."""
        try:
            if self._folder is not None:
                _put_durably(self._folder, files)
                return
            for key, content in files.items():
                obstore.put(self._store, key, content)
        except OSError as error:
            self.delete(files)
            if error.errno in FULL:
                raise StorageFull from error
            raise

    def get(self, key: str) -> bytes:
        """Return a file, or `NotFound`."""
        try:
            return bytes(obstore.get(self._store, key).bytes())
        except ABSENT as error:
            raise NotFound from error

    def get_part(self, key: str, first: int, last: int) -> bytes:
        """Return the bytes of a file from `first` to `last`, both included, or `NotFound`."""
        try:
            return bytes(obstore.get_range(self._store, key, start=first, end=last + 1))
        except ABSENT as error:
            raise NotFound from error

    def size(self, key: str) -> int:
        """Return the number of bytes of a file, or `NotFound`."""
        try:
            return obstore.head(self._store, key)["size"]
        except ABSENT as error:
            raise NotFound from error

    def keys(self, prefix: str) -> Iterator[list[str]]:
        """Return the keys below a folder, in lists of some thousand."""
        for page in obstore.list(self._store, prefix, chunk_size=1000):
            yield [found["path"] for found in page]

    def delete(self, keys: Mapping[str, object] | list[str]) -> None:
        """Remove files, and the folders that are empty then; those that aren't there are fine."""
        for key in keys:
            try:
                obstore.delete(self._store, key)
            except ABSENT:
                continue
        if self._folder is not None:
            for folder in {(self._folder / key).parent for key in keys} - {self._folder}:
                _remove_if_empty(folder)


def _client() -> "ClientConfig":
    # Options given here replace those of the environment, among which is that a bucket nearby may be without TLS.
    is_plain_allowed = os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true", "yes"}
    return {"connect_timeout": "5s", "timeout": "30s", "allow_http": is_plain_allowed}


def _put_durably(root: Path, files: Mapping[str, bytes]) -> None:
    # obstore renames without fsync, and a power cut then leaves an empty file under a name the database knows.
    paths = {root / key: content for key, content in files.items()}
    folders = {folder for path in paths for folder in path.parents if folder.is_relative_to(root)}
    for path, content in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.replace(path, content)
    for folder in sorted(folders, reverse=True):
        durable.sync(folder)


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # something is in it, or another has removed it


@lru_cache
def get_storage() -> Storage:
    """Return the storage of the settings."""
    settings = get_settings()
    return Storage(settings.storage_url, settings.data_folder / "files")
