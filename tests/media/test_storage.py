"""Files are kept whole or not at all, in a folder and in a bucket alike."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotFound, StorageFull
from app.media.ranges import NoSuchRange, asked_range
from app.media.storage import Storage
from tests.media.limits import no_file_beyond

CONTENT = bytes(range(256)) * 40


def _every_key(storage: Storage) -> set[str]:
    return {key for page in storage.keys("photos/") for key in page}


def test_what_is_kept_is_there_whole(storage: Storage) -> None:
    storage.put("photos/a/1/320.avif", CONTENT)
    assert storage.get("photos/a/1/320.avif") == CONTENT
    assert storage.size("photos/a/1/320.avif") == len(CONTENT)


def test_a_part_has_both_its_ends(storage: Storage) -> None:
    storage.put("photos/a/1/320.avif", CONTENT)
    assert storage.get_part("photos/a/1/320.avif", 0, 0) == CONTENT[:1]
    assert storage.get_part("photos/a/1/320.avif", 100, 299) == CONTENT[100:300]
    assert storage.get_part("photos/a/1/320.avif", len(CONTENT) - 1, len(CONTENT) - 1) == CONTENT[-1:]


def test_what_is_not_there_is_not_found(storage: Storage) -> None:
    for ask in (storage.get, storage.size, lambda key: storage.get_part(key, 0, 9)):
        with pytest.raises(NotFound):
            ask("photos/nobody/1/320.avif")


def test_the_same_key_again_replaces_what_was_there(storage: Storage) -> None:
    storage.put("photos/a/1/320.avif", CONTENT)
    storage.put("photos/a/1/320.avif", b"other")
    assert storage.get("photos/a/1/320.avif") == b"other"


def test_files_can_be_listed_and_removed(storage: Storage) -> None:
    files = {f"photos/{name}/1/{size}.avif": b"x" for name in "ab" for size in (320, 640)}
    storage.put_all({**files, "other/c": b"y"})
    assert _every_key(storage) == set(files)
    storage.delete([key for key in files if "/a/" in key] + ["photos/never/1/there"])
    assert _every_key(storage) == {key for key in files if "/b/" in key}
    assert storage.get("other/c") == b"y"


def test_a_folder_keeps_nothing_under_another_name(local: Storage, tmp_path: Path) -> None:
    local.put_all({f"photos/a/1/{size}.avif": CONTENT for size in (320, 640)})
    assert sorted(path.name for path in (tmp_path / "files").rglob("*.*")) == ["320.avif", "640.avif"]
    local.delete(["photos/a/1/320.avif", "photos/a/1/640.avif"])
    assert not (tmp_path / "files/photos/a/1").exists()


def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_folders_are_after(
    local: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []
    fsync, replace = os.fsync, Path.replace

    def noting_fsync(handle: int) -> None:
        done.append(("flushed", str(Path(f"/proc/self/fd/{handle}").readlink())))
        fsync(handle)

    def noting_replace(path: Path, target: Path) -> Path:
        done.append(("named", str(target)))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(Path, "replace", noting_replace)
    local.put("photos/a/1/320.avif", CONTENT)
    root = tmp_path / "files"
    assert [what for what, _ in done] == ["flushed", "named", *["flushed"] * 4]
    assert done[0][1].startswith(f"{root}/photos/a/1/320.avif.")
    assert done[1][1] == f"{root}/photos/a/1/320.avif"
    assert [path for _, path in done[2:]] == [str(root / below) for below in ("photos/a/1", "photos/a", "photos", ".")]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_leaves_nothing_of_files_that_belong_together(
    local: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    local.put("photos/kept/1/320.avif", CONTENT)
    calls = iter(range(99))

    def failing_fsync(_handle: int) -> None:
        if next(calls) == 1:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", failing_fsync)
    with pytest.raises(StorageFull):
        local.put_all({f"photos/a/1/{size}.avif": CONTENT for size in (320, 640, 1280)})
    assert [path.name for path in (tmp_path / "files").rglob("*.*")] == ["320.avif"]
    assert local.get("photos/kept/1/320.avif") == CONTENT


def test_a_file_that_the_system_will_not_let_grow_is_a_full_disk(local: Storage, tmp_path: Path) -> None:
    files = {"photos/a/1/320.avif": b"small", "photos/a/1/1280.avif": CONTENT}
    with no_file_beyond(len(CONTENT) // 2), pytest.raises(StorageFull):
        local.put_all(files)
    assert [path for path in (tmp_path / "files").rglob("*.*")] == []
    local.put_all(files)
    assert local.get("photos/a/1/1280.avif") == CONTENT


@given(header=st.from_regex(r"bytes=\d{0,4}-\d{0,4}", fullmatch=True) | st.text(max_size=30), size=st.integers(0, 500))
def test_a_range_lies_inside_the_file_or_is_none(header: str, size: int) -> None:
    try:
        asked = asked_range(header, size)
    except NoSuchRange:
        return
    assert asked is None or 0 <= asked[0] <= asked[1] < size


def test_ranges_are_what_the_standard_says() -> None:
    assert asked_range("bytes=0-99", 1000) == (0, 99)
    assert asked_range("bytes=900-", 1000) == (900, 999)
    assert asked_range("bytes=-100", 1000) == (900, 999)
    assert asked_range("bytes=-5000", 1000) == (0, 999)
    assert asked_range("bytes=0-5000", 1000) == (0, 999)
    for nonsense in ("bytes=5-2", "bytes=-", "bytes=0-1,4-5", "pages=1-2", "bytes", ""):
        assert asked_range(nonsense, 1000) is None
    for beyond in ("bytes=1000-", "bytes=-0"):
        with pytest.raises(NoSuchRange):
            asked_range(beyond, 1000)
