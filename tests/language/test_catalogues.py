"""Words come from the catalogues, from the next language where one is missing, and never stale."""

from pathlib import Path

import pytest

from app.config import get_settings
from app.language import catalogues
from app.language.catalogues import compile_catalogues, label, own_label, own_word, translator
from app.language.languages import language_of, tags
from app.language.po_file import CONCEPTS, HEADER, INTERFACE, forms_of, po_path, read_catalogue, write_catalogue


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test its own folder of words and of what is built from them."""
    monkeypatch.setattr(get_settings(), "locales_folder", tmp_path / "locales")
    monkeypatch.setattr(get_settings(), "build_folder", tmp_path / "build")
    for cached in (catalogues._chain, catalogues._own):
        cached.cache_clear()
        monkeypatch.setattr(catalogues, cached.__name__, cached.__wrapped__)
    return tmp_path


def _write(tag: str, domain: str, words: dict[str, str]) -> Path:
    path = po_path(tag, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(tag=tag, plural_forms=language_of(tag).plural_forms)
    path.write_text(header + "\n".join(f'msgid "{msgid}"\nmsgstr "{text}"\n' for msgid, text in words.items()))
    return path


def test_a_label_is_in_the_language_asked_for() -> None:
    assert label("nl", "hang_coat") == "Jas ophangen"
    assert label("ti", "wash_hands") == "ኢድ ምሕጻብ"


def test_no_catalogue_holds_a_concept_id_where_a_label_should_be() -> None:
    ids = [str(message.id) for message in read_catalogue("nl", CONCEPTS) if message.id]
    assert ids
    assert not [(tag, id_) for tag in tags() for id_ in ids if own_label(tag, id_) in {"", id_}]


def test_a_missing_word_comes_from_the_next_language_but_is_not_its_own(own_folders: Path) -> None:
    _write("ti", CONCEPTS, {"sing": "ምድራፍ", "dance": ""})
    _write("nl", CONCEPTS, {"sing": "Zingen", "dance": "Dansen"})
    assert (label("ti", "sing"), label("ti", "dance"), label("ti", "unknown")) == ("ምድራፍ", "Dansen", "unknown")
    assert (own_label("ti", "sing"), own_label("ti", "dance")) == ("ምድራፍ", "")


def test_a_word_of_the_interface_that_nobody_translated_is_english(own_folders: Path) -> None:
    _write("nl", INTERFACE, {"Today": "Vandaag"})
    assert translator("so").gettext("Today") == "Vandaag"
    assert translator("so").gettext("Tomorrow") == "Tomorrow"
    assert own_word("so", "Today") == ""


def test_a_changed_catalogue_is_compiled_again_and_an_unchanged_one_is_not(own_folders: Path) -> None:
    path = _write("nl", CONCEPTS, {"sing": "Zingen"})
    assert label("nl", "sing") == "Zingen"
    [compiled] = compile_catalogues()
    before = compiled.stat().st_ino
    assert compile_catalogues() == [compiled]
    assert compiled.stat().st_ino == before
    path.write_text(path.read_text().replace("Zingen", "Samen zingen"))
    assert label("nl", "sing") == "Samen zingen"


def test_what_is_written_is_read_back_the_same(own_folders: Path) -> None:
    _write("pl", INTERFACE, {"Next": "Dalej", 'A \\"quoted\\" word\\n': "Słowo"})
    once = read_catalogue("pl", INTERFACE)
    write_catalogue(language_of("pl"), INTERFACE, once)
    twice = read_catalogue("pl", INTERFACE)
    assert {m.id: forms_of(m) for m in once if m.id} == {m.id: forms_of(m) for m in twice if m.id}
    assert twice.num_plurals == 3
    assert "POT-Creation-Date" not in po_path("pl", INTERFACE).read_text()


def test_unknown_languages_have_no_words_of_their_own() -> None:
    assert own_label("../../etc", "sing") == ""
    assert own_word("tlh", "Today") == ""
