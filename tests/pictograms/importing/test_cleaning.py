"""A drawing from elsewhere comes in as plain shapes on our grid, or not at all."""

from xml.etree import ElementTree

import pytest

from app.pictograms.importing.cleaning import MOST_BYTES_OUT, clean
from app.pictograms.importing.rounding import rounded_path
from app.pictograms.refusal import PictureRefused
from tests.pictograms.importing.drawings import BAD, DRAWN, HOUSE, SVG


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_plain_shapes_is_refused_with_a_reason(name: str) -> None:
    content, reason = BAD[name]
    with pytest.raises(PictureRefused, match=reason.replace("(", r"\(")):
        clean(content)


def test_a_drawing_is_put_on_our_grid_with_short_numbers() -> None:
    inner = clean(DRAWN)
    assert inner == (
        '<g transform="translate(4.00 4.00) scale(0.075294)">'
        '<path d="M100 400.1L425 100 750 400V750H100z" fill="#a8d7f4"/></g>'
    )


def test_a_drawing_that_is_no_square_stands_in_the_middle_of_one() -> None:
    wide = DRAWN.replace(b"0 0 850 850", b"-100 0 1000 500")
    assert 'translate(10.40 20.00) scale(0.064)"' in clean(wide)


def test_a_drawing_without_a_view_box_is_as_large_as_it_says() -> None:
    assert "scale(2)" in clean(DRAWN.replace(b'viewBox="0 0 850 850"', b'width="32px" height="32"'))


def test_classes_and_styles_become_attributes_and_names_go() -> None:
    sheet = "<style>/* one */.a,.b{fill:none;stroke:#231f20}.b{stroke-width:14}</style>"
    shape = '<path id="left" class="a b" style="stroke:currentColor;cursor:none" data-x="1" d="M0 0h9"/>'
    inner = clean(SVG.format(f"<defs>{sheet}</defs><title>x</title>{shape}").encode())
    assert '<path d="M0 0h9" fill="none" stroke="#000" stroke-width="14"/>' in inner
    assert not any(rest in inner for rest in ("id=", "class=", "style", "data-", "title", "cursor"))


def test_an_editors_notes_are_left_out_and_the_outer_colour_is_kept() -> None:
    notes = '<ink:view xmlns:ink="http://ink.example/"><ink:script/></ink:view><metadata><a/></metadata>'
    inner = clean(SVG.format(f"{notes}{HOUSE}").replace("<svg", '<svg fill="none"').encode())
    assert inner.startswith("<g transform=")
    assert ' fill="none">' in inner
    assert "ink" not in inner


def test_what_comes_out_is_well_formed_and_small() -> None:
    many = SVG.format("".join(f'<circle cx="{n}.55555" cy="2" r="1" opacity=".5"/>' for n in range(300)))
    inner = clean(many.encode())
    assert len(inner) < MOST_BYTES_OUT
    assert len(list(ElementTree.fromstring(inner))) == 300  # noqa: S314 -- cleaned just now


@pytest.mark.parametrize(
    ("path", "shorter"),
    [
        ("M10.049 10.05,20 20", "M10 10.1 20 20"),
        ("m-.04-.06.5.54", "m0-.1 .5 .5"),
        ("M0 0a5.55 5 0 01.96.55z", "M0 0a5.5 5 0 0 1 1 .6z"),
        ("M1e1 0h-1.04", "M10 0h-1"),
    ],
)
def test_a_path_says_the_same_in_fewer_letters(path: str, shorter: str) -> None:
    assert rounded_path(path, 1) == shorter
