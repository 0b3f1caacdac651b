"""The build takes what the catalogue names and nothing else, makes it small, and says what is wrong."""

from xml.etree import ElementTree

import brotli

from tests.pictograms.conftest import CATALOGUE, DRAWING, Workshop

SYMBOL = "{http://www.w3.org/2000/svg}symbol"


def test_each_entry_becomes_small_markup_a_file_and_a_symbol_of_the_sprite(workshop: Workshop) -> None:
    assert workshop.build().returncode == 0
    _check_files(workshop)
    markup = workshop.built()["paint"]["svg"]
    assert "10.1" in markup
    assert not any(rest in markup for rest in ("10.12", "id=", "class=", "<g"))
    sprite = workshop.file(workshop.built()["sprite"]["url"]).read_text()
    symbols = ElementTree.fromstring(sprite).findall(SYMBOL)  # noqa: S314 -- built a moment ago
    assert [symbol.attrib for symbol in symbols] == [
        {"id": "paint", "viewBox": "2 2 68 68"},
        {"id": "ui_bell", "viewBox": "2 2 68 68"},
    ]


def _check_files(workshop: Workshop) -> None:
    for concept_id in ("paint", "ui_bell"):
        entry = workshop.built()[concept_id]
        text = workshop.file(entry["url"]).read_text()
        assert text == f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="2 2 68 68">{entry["svg"]}</svg>'
        assert brotli.decompress(workshop.file(f"{entry['url']}.br").read_bytes()).decode() == text


def test_an_address_changes_with_the_drawing_and_the_old_file_goes(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.built()
    workshop.write("own/paint.svg", DRAWING.replace("60.5", "50"))
    workshop.build()
    assert workshop.built()["paint"]["url"] != before["paint"]["url"]
    assert workshop.built()["ui_bell"]["url"] == before["ui_bell"]["url"]
    assert not workshop.file(before["paint"]["url"]).exists()


def test_a_drawing_that_is_missing_stops_the_build(workshop: Workshop) -> None:
    workshop.write("catalogue.toml", f"{CATALOGUE}[moment.draw]\nown = true\n")
    stopped = workshop.build()
    assert stopped.returncode == 1
    assert "draw: there is no pictograms/own/draw.svg" in stopped.stderr
    assert not (workshop.folder / "build").exists()
    allowed = workshop.build("--allow-missing")
    assert (allowed.returncode, "draw" in workshop.built()) == (0, True)


def test_a_drawing_that_no_page_may_hold_stops_the_build(workshop: Workshop) -> None:
    bad = {
        "broken": ("<svg", ""),
        "script": (DRAWING.replace("</svg>", "<script>alert(1)</script></svg>"), "holds <script>"),
        "image": (DRAWING.replace("</svg>", '<image href="https://elsewhere.example/a.png"/></svg>'), "holds <image"),
        "colour": (DRAWING.replace('"#fcea2b"', '"currentColor"'), "holds currentColor"),
        "empty": ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"/>', "draws nothing"),
        "outer": (DRAWING.replace("<svg", '<svg fill="#fff"'), 'has fill="#fff" on its <svg>'),
    }
    for name, (drawing, _fault) in bad.items():
        workshop.write(f"own/{name}.svg", drawing)
    workshop.write("catalogue.toml", CATALOGUE + "".join(f"[badge.{name}]\nown = true\n" for name in bad))
    stopped = workshop.build("--allow-missing")
    assert stopped.returncode == 1
    assert [name for name, (_drawing, fault) in bad.items() if f"{name}: {fault}" not in stopped.stderr] == []
    assert "paint:" not in stopped.stderr


def test_an_entry_that_contradicts_itself_stops_the_build(workshop: Workshop) -> None:
    bad = {
        'badge.proud]\nopenmoji = "1F514"': "proud: its id or its drawing is used by another entry",
        "badge.paint]\nown = true": "paint: its id or its drawing is used by another entry",
        'badge.outside]\nopenmoji = "../../../LICENSE"': "outside: ../../../LICENSE is no code of OpenMoji",
        'badge.both]\nown = true\nopenmoji = "1F600"': "both: give either own = true or openmoji",
        "badge.sprite]\nown = true": "sprite: this id is taken",
    }
    workshop.write("catalogue.toml", CATALOGUE + "".join(f"[{entry}\n" for entry in bad))
    workshop.write("own/forgotten.svg", DRAWING)
    stopped = workshop.build("--allow-missing")
    assert stopped.returncode == 1
    assert [fault for fault in bad.values() if fault not in stopped.stderr] == []
    assert "forgotten.svg: the catalogue has no such entry" in stopped.stderr
