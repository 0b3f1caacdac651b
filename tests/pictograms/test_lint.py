"""The lint finds each way in which a drawing leaves the style, and every drawing of ours keeps to it."""

from pathlib import Path

import pytest

from app.config import PROJECT_FOLDER
from app.pictograms.lint import contrast_on_white, duplicates, faults, main, palette

OWN = sorted((PROJECT_FOLDER / "pictograms" / "own").glob("*.svg"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">{}</svg>'
LINE = 'stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
GOOD = SVG.format(f'<g fill="none" {LINE}><path fill="#fcea2b" d="M10 10H60V60z"/><circle cx="36" cy="36" r="9"/></g>')


def test_a_drawing_in_style_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (SVG.format(""), "draws nothing"),
        (SVG.format('<path fill="#123456" d="M9 9H20V20z"/>'), "not in OpenMoji's palette"),
        (SVG.format('<path fill="url(#a)" d="M9 9H20V20z"/>'), "not in OpenMoji's palette"),
        (SVG.format('<path fill="none" d="M9 9H20V20z"/>'), "without fill and stroke"),
        (GOOD.replace('stroke-width="2"', 'stroke-width="3"'), 'stroke-width="3"'),
        (GOOD.replace('stroke-linecap="round"', ""), 'stroke-linecap=""'),
        (GOOD.replace('stroke="#000"', 'stroke="#fcea2b"'), "too faint on white"),
        (SVG.format('<path d="M2 9H20V20z"/>'), "reaches x = 2.0"),
        (SVG.format('<path d="M9 60q20 30 40 0"/>'), "reaches y = 75.0"),
        (SVG.format('<rect x="60" y="9" width="9" height="9"/>'), "reaches x = 69.0"),
        (SVG.format('<path d="M9 9L20"/>'), "can't be read"),
        (SVG.format("<text>dag</text>"), "has a <text>"),
        (SVG.format('<g><image href="a.png"/></g>'), "has a <image>"),
        (SVG.format("<script>1</script>"), "has a <script>"),
        (SVG.format('<path onload="1" d="M9 9H20V20z"/>'), 'has onload="..."'),
        (SVG.format('<path opacity=".5" d="M9 9H20V20z"/>'), 'has opacity="..."'),
        (SVG.format('<g transform="scale(2)"><path d="M9 9H20V20z"/></g>'), 'has transform="..."'),
        (GOOD.replace("0 0 72 72", "0 0 24 24"), "viewBox"),
        ("<svg", "not well-formed"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + GOOD, "declares a document type"),
        (GOOD.replace("</svg>", f"<!--{'x' * 2000}--></svg>"), "at most 2000"),
    ],
)
def test_a_fault_is_found_and_said(drawing: str, fault: str) -> None:
    assert any(fault in found for found in faults(drawing))


def test_two_drawings_that_draw_the_same_are_found_whatever_their_layout() -> None:
    drawings = {"a": GOOD, "b": GOOD.replace("><", "> \n <"), "c": GOOD.replace("60", "50")}
    assert duplicates(drawings) == [("a", "b")]


def test_the_palette_is_openmojis_24_colours() -> None:
    assert len(palette()) == 24
    assert {"#000000", "#ffffff", "#fcea2b"} <= palette()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_the_command_prints_what_is_wrong_and_counts_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.svg").write_text(GOOD)
    (tmp_path / "b.svg").write_text(GOOD)
    assert main([str(tmp_path / "a.svg")]) == 0
    assert main([str(tmp_path / "a.svg"), str(tmp_path / "b.svg")]) == 1
    assert "draw the same" in capsys.readouterr().out


def test_every_drawing_of_ours_keeps_to_the_style() -> None:
    found = {path.stem: faults(path.read_text(encoding="utf-8")) for path in OWN}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_no_two_drawings_of_ours_are_the_same() -> None:
    assert duplicates({path.stem: path.read_text(encoding="utf-8") for path in OWN}) == []
