"""A Mulberry zip is taken as it was asked for, or the first thing wrong with it is told and nothing is taken."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.pictograms import drawing, taken
from app.pictograms.importing import mulberry
from tests.pictograms.importing.drawings import BAD, DRAWN, lying_about_its_size, zipped

Run = Callable[[str], str]
# As scripts/mkzip.js of Mulberry Symbols makes it.
WHOLE = {
    "VERSION.txt": b"Mulberry Symbols version: 3.5.0",
    "LICENSE.txt": b"CC BY-SA 4.0",
    "symbol-info.csv": b"symbol-id,category-id,grammar\n",
    "categories-en.pdf": b"%PDF",
    "EN-symbols/house.svg": DRAWN,
    "EN-symbols/paint_,_to.svg": DRAWN.replace(b"#a8d7f4", b"#ed1e29"),
    "EN-symbols/fruit.svg": DRAWN.replace(b"#a8d7f4", b"#faa41a"),
}
MAP = 'concept,symbol\ngo_home,house\npaint,"paint_,_to"\n'


@pytest.fixture
def imported(tmp_path: Path, dagkaart: Run) -> Callable[..., str]:
    """Return a function that imports a zip, with a map or without."""

    def run(files: dict[str, bytes] | io.BytesIO, symbols: str | None = None) -> str:
        made = files if isinstance(files, io.BytesIO) else zipped(files)
        (tmp_path / "mulberry.zip").write_bytes(made.getvalue())
        line = f"import-mulberry {tmp_path / 'mulberry.zip'}"
        if symbols is None:
            return dagkaart(line)
        (tmp_path / "map.csv").write_text(symbols)
        return dagkaart(f"{line} --map {tmp_path / 'map.csv'}")

    return run


def test_a_map_says_which_symbol_stands_for_which_concept(imported: Callable[..., str]) -> None:
    assert "2 taken: go_home, paint" in imported(WHOLE, MAP)
    assert "#ed1e29" in drawing.inline("paint")
    credit = taken.pictures()["paint"].credit
    assert (credit.title, credit.author, credit.licence) == ("paint, to", "Steve Lee", "CC BY-SA 4.0")
    assert "fruit" not in taken.pictures()


def test_without_a_map_a_symbol_stands_for_the_concept_it_is_called_by(imported: Callable[..., str]) -> None:
    assert "2 taken: fruit, house" in imported(WHOLE)


@pytest.mark.parametrize("name", BAD)
def test_one_drawing_that_cannot_be_taken_keeps_all_out(
    imported: Callable[..., str], name: str, data_folder: Path
) -> None:
    outcome = imported(WHOLE | {"EN-symbols/paint_,_to.svg": BAD[name][0]}, MAP)
    assert outcome.startswith("Nothing was changed: EN-symbols/paint_,_to.svg: it")
    assert not data_folder.exists()


def test_all_faults_are_told_at_once(imported: Callable[..., str]) -> None:
    bad = {"EN-symbols/house.svg": BAD["text"][0], "EN-symbols/paint_,_to.svg": BAD["script"][0]}
    outcome = imported(WHOLE | bad, MAP)
    assert "EN-symbols/house.svg: it has a <text>" in outcome
    assert "EN-symbols/paint_,_to.svg: it has a <script>" in outcome


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"../../house.svg": DRAWN}, "../../house.svg points outside the zip"),
        ({"/etc/house.svg": DRAWN}, "/etc/house.svg points outside the zip"),
        ({"C:\\house.svg": DRAWN}, "points outside the zip"),
        ({"inner.zip": zipped(WHOLE).getvalue()}, "inner.zip is a zip inside the zip"),
        ({"a/house.svg": DRAWN, "b/house.svg": DRAWN}, "two files house.svg"),
        ({"house.svg": DRAWN}, "it has no paint_,_to.svg"),
        ({f"{n}.svg": b"" for n in range(10_001)}, "more than 10000 files"),
        ({"house.svg": b" " * 60_000_000, "paint_,_to.svg": DRAWN}, "house.svg: it is more than 500000 bytes"),
        (io.BytesIO(b"PK\x03\x04 and no more"), "no zip as we know them"),
        (lying_about_its_size("house.svg", DRAWN + b" " * 900_000), "no paint"),
    ],
    ids=["up", "root", "drive", "nested", "twice", "missing", "many", "bomb", "half", "lie"],
)
def test_a_zip_that_is_not_in_order_is_refused_whole(
    imported: Callable[..., str], files: dict[str, bytes] | io.BytesIO, reason: str, data_folder: Path
) -> None:
    assert reason in imported(files, MAP)
    assert not data_folder.exists()


def test_what_comes_out_is_counted_whatever_the_zip_claims(imported: Callable[..., str]) -> None:
    outcome = imported(lying_about_its_size("house.svg", DRAWN + b" " * 900_000), "go_home,house\n")
    assert outcome.startswith("Nothing was changed:")
    assert not taken.pictures()


def test_many_drawings_together_are_a_bomb_too(imported: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mulberry, "MOST_UNPACKED_BYTES", len(DRAWN) + 50)
    assert "paint_,_to.svg: it is more than 50 bytes" in imported(WHOLE, MAP)


def test_an_encrypted_zip_is_refused(imported: Callable[..., str]) -> None:
    made = bytearray(zipped({"house.svg": DRAWN}).getvalue())
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    assert "no zip as we know them" in imported(io.BytesIO(bytes(made)), "go_home,house\n")


def test_a_zip_is_not_larger_than_mulberrys(imported: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mulberry, "MOST_BYTES", 100)
    assert "it is more than 100 bytes" in imported(WHOLE, MAP)


@pytest.mark.parametrize(
    ("symbols", "reason"),
    [
        ("concept,symbol\nnonsense,house\n", "row 2 of the map"),
        ("go_home\n", "row 1 of the map"),
        ("go_home,house\ngo_home,fruit\n", "row 2 of the map"),
        ("go_home,house,extra\n", "row 1 of the map"),
        ("go_home,villa\n", "it has no villa.svg"),
        ("", "give a map"),
    ],
)
def test_a_map_that_is_not_in_order_is_refused(imported: Callable[..., str], symbols: str, reason: str) -> None:
    assert reason in imported(WHOLE, symbols)
    assert not taken.pictures()


def test_a_file_that_is_not_there_is_told(dagkaart: Run, tmp_path: Path) -> None:
    assert f"{tmp_path}/none.zip No such file" in dagkaart(f"import-mulberry {tmp_path}/none.zip")


def test_a_file_in_a_way_we_do_not_know_is_refused(imported: Callable[..., str]) -> None:
    made = zipped({"house.svg": DRAWN}).getvalue()
    strange = made.replace(zipfile.ZIP_DEFLATED.to_bytes(2, "little") + made[10:14], b"\x63\x00" + made[10:14])
    assert "no zip as we know them" in imported(io.BytesIO(strange), "go_home,house\n")
