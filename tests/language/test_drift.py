"""Every word has its translation, and the check that says so finds each kind of fault."""

from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from app.config import get_settings
from app.language import drift, extract
from app.language.corrections import MAX_LABEL_LENGTH
from app.language.drift import own_script_share, problems
from app.language.languages import language_of, tags
from app.language.po_file import CONCEPTS, INTERFACE, forms_of, new_catalogue, po_path, read_catalogue, write_catalogue
from app.pictograms.labels import labelled

WAITING = "without a translation: "
# What a parent meets on Today and in its errors. Words of the other screens may still wait for their translators
# (they fall back to English); each time a screen is translated, its words move under this rule.
PARENTS_WORDS = {
    "Today",
    "Us",
    "Play my day",
    "Listen",
    "Next",
    "Back",
    "Close",
    "Photo",
    "Earlier days",
    "No connection",
    "Try again",
    "There is something new to see",
    "The card for today comes later.",
    "This is not here.",
    "Something went wrong. Please try again.",
    "This phone is not signed in. Ask the staff for a new sign-in card.",
    "This card has been used or is too old. Ask the staff for a new one.",
}


def test_every_word_of_the_catalogues_is_in_use_and_well_formed() -> None:
    assert [problem for problem in problems() if WAITING not in problem] == []


def test_every_word_of_a_parents_day_has_its_translation_in_every_language() -> None:
    waiting = {problem.partition(WAITING)[2] for problem in problems() if WAITING in problem}
    assert waiting & PARENTS_WORDS == set()


def test_every_concept_of_the_catalogue_has_a_label_of_its_own_in_every_language() -> None:
    faults = []
    for tag in tags():
        labels = {str(message.id): str(message.string) for message in read_catalogue(tag, CONCEPTS) if message.id}
        faults += [f"{tag}: {concept_id} is asked for" for concept_id in set(labels) ^ set(labelled())]
        faults += [f"{tag}: {text} is too long" for text in labels.values() if len(text) > MAX_LABEL_LENGTH]
        faults += [f"{tag}: {text} stands twice" for text, count in Counter(labels.values()).items() if count > 1]
    assert faults == []


@pytest.fixture
def turkish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """Return the Turkish catalogue of a table of its own, in which three words are in use."""
    used = {"Today": [], "%(count)s photos from {place}": [], ("One photo", "%(count)s photos"): []}
    table = get_settings().locales_folder / "languages.toml"
    (tmp_path / "languages.toml").write_text(table.read_text())
    monkeypatch.setattr(get_settings(), "locales_folder", tmp_path)
    monkeypatch.setattr(drift, "used_words", lambda: used)
    catalogue = Catalog()
    catalogue.add("Today", "Bugün")
    catalogue.add("%(count)s photos from {place}", "{place}: %(count)s fotoğraf")
    catalogue.add(("One photo", "%(count)s photos"), ("Bir fotoğraf", "%(count)s fotoğraf"))
    return catalogue


def _problems(catalogue: Catalog) -> list[str]:
    write_catalogue(language_of("tr"), INTERFACE, catalogue)
    return [problem.removeprefix("tr/app: ") for problem in problems() if problem.startswith("tr/app")]


def test_a_good_catalogue_has_no_problem(turkish: Catalog) -> None:
    assert _problems(turkish) == []


def test_a_missing_word_is_found(turkish: Catalog) -> None:
    turkish.delete("Today")
    assert _problems(turkish) == ["missing: Today"]


def test_a_word_that_nobody_uses_any_more_is_found(turkish: Catalog) -> None:
    turkish.add("Yesterday", "Dün")
    assert _problems(turkish) == ["left over: Yesterday"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "without a translation"), ("Bugün %(name)s", "other placeholders"), ("Сьогодні", "not in Latn")],
)
def test_a_wrong_translation_is_found(turkish: Catalog, text: str, problem: str) -> None:
    turkish["Today"].string = text
    assert _problems(turkish) == [f"{problem}: Today"]


def test_a_guess_is_found(turkish: Catalog) -> None:
    turkish["Today"].flags.add("fuzzy")
    assert _problems(turkish) == ["fuzzy: Today"]


def test_a_lost_placeholder_is_found(turkish: Catalog) -> None:
    turkish["%(count)s photos from {place}"].string = "%(count)s fotoğraf"
    assert _problems(turkish) == ["other placeholders: %(count)s photos from {place}"]


def test_another_rule_for_plurals_is_found(turkish: Catalog) -> None:
    write_catalogue(language_of("tr"), INTERFACE, turkish)
    path = po_path("tr", INTERFACE)
    path.write_text(path.read_text().replace("nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n > 1);"))
    assert "tr/app: plural forms: nplurals=2; plural=(n > 1);" in problems()


@pytest.mark.parametrize(
    ("text", "script", "share"),
    [("غسل اليدين", "Arab", 1.0), ("Миємо руки", "Cyrl", 1.0), ("ሰላም abc", "Ethi", 0.5), ("12:30", "Ethi", 1.0)],
)
def test_the_share_of_a_script_counts_letters_only(text: str, script: str, share: float) -> None:
    assert own_script_share(text, script) == share


def test_a_new_word_waits_for_its_translation_and_an_old_one_keeps_it(turkish: Catalog) -> None:
    write_catalogue(language_of("tr"), INTERFACE, turkish)
    merged = extract.merged(language_of("tr"), {"Today": [], "Now": ["On the card"]})
    assert {message.id: message.string for message in merged if message.id} == {"Today": "Bugün", "Now": ""}
    assert merged["Now"].auto_comments == ["On the card"]


def test_counted_words_get_as_many_forms_as_the_language_has() -> None:
    merged = extract.merged(language_of("ar"), {("One photo that nobody took", "%(count)s photos"): []})
    assert merged["One photo that nobody took"].string == ("",) * 6


def test_every_form_of_a_counted_word_survives_a_merge(turkish: Catalog) -> None:
    arabic, counted = language_of("ar"), ("One photo", "%(count)s photos")
    forms = tuple(f"{'صورة ' * number}%(count)s" for number in range(1, 7))
    written = new_catalogue(arabic)
    written.add(counted, forms)
    for _again in range(2):
        write_catalogue(arabic, INTERFACE, written)
        written = extract.merged(arabic, {counted: []})
    assert forms_of(written["One photo"]) == forms


def test_words_of_code_and_of_templates_are_both_found() -> None:
    used = extract.used_words()
    assert "Something went wrong. Please try again." in used
    assert "Play my day" in used
