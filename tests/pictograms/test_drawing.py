"""Pages get the built drawing of every concept in the catalogue, and an error for any other name."""

from xml.etree import ElementTree

import pytest

from app.config import PROJECT_FOLDER, get_settings
from app.pictograms import drawing
from app.pictograms.catalogue import catalogue, moments

IDS = list(catalogue())


def test_a_drawing_stands_in_a_page_unseen_by_screen_readers() -> None:
    wanted = {"class": "pictogram", "viewBox": "2 2 68 68", "aria-hidden": "true", "focusable": "false"}
    for concept_id in IDS:
        element = ElementTree.fromstring(drawing.inline(concept_id))  # noqa: S314 -- our own drawings
        assert element.attrib == wanted, concept_id
        assert len(element) > 0, concept_id


def test_a_drawings_file_is_there_in_both_forms() -> None:
    paths = [get_settings().build_folder / drawing.url(concept_id).removeprefix("/") for concept_id in IDS]
    assert [path.name for path in paths if not path.is_file()] == []
    assert [path.name for path in paths if not path.with_name(f"{path.name}.br").is_file()] == []


def test_no_two_concepts_look_the_same() -> None:
    drawn = [drawing.inline(concept_id) for concept_id in IDS]
    assert len(set(drawn)) == len(drawn)


def test_the_first_screen_of_a_day_card_costs_little() -> None:
    twelve = sorted((len(drawing.inline(moment.id)) for moment in moments()), reverse=True)[:12]
    assert sum(twelve) < 28_000  # the heaviest dozen; about a third of it after compression


def test_the_sprite_of_all_is_one_file_of_at_most_80_kilobytes() -> None:
    path = get_settings().build_folder / drawing.sprite_url().removeprefix("/")
    assert path.with_name(f"{path.name}.br").stat().st_size < 80_000


def test_no_page_of_a_parent_loads_the_sprite() -> None:
    # A day shows a dozen meanings; each drawing stands in the page or has a file of its own.
    places = [path for part in ("parts", "parent") for path in (PROJECT_FOLDER / "frontend/templates" / part).iterdir()]
    assert [path.name for path in places if "sprite" in path.read_text()] == []


@pytest.mark.parametrize("name", ["none", "sprite", "../secret", ""])
def test_an_unknown_name_is_an_error(name: str) -> None:
    with pytest.raises(KeyError):
        drawing.inline(name)
