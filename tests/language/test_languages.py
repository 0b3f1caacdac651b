"""The table of languages says about each language what is true."""

import re
from collections.abc import Callable
from gettext import c2py

import pytest
from babel import Locale

from app.language.languages import Language, is_language, language_of, languages, reading_order, tags
from app.language.po_file import plural_count

IN_CLDR = [language for language in languages() if language.locale]
CLDR_ORDER = ["zero", "one", "two", "few", "many", "other"]


def test_the_first_eight_are_there_and_dutch_is_first() -> None:
    assert tags()[:8] == ["nl", "en", "ar", "tr", "pl", "uk", "ti", "so"]


@pytest.mark.parametrize("language", IN_CLDR, ids=str)
def test_a_languages_direction_is_cldrs(language: Language) -> None:
    assert language.direction == Locale.parse(language.locale).text_direction


@pytest.mark.parametrize("language", IN_CLDR, ids=str)
def test_a_languages_plural_forms_are_cldrs_for_every_whole_number(language: Language) -> None:
    rule, gettext_form = Locale.parse(language.locale).plural_form, _gettext_form(language)
    used = {rule(number) for number in range(1000)}
    forms = [form for form in CLDR_ORDER if form in used]
    assert plural_count(language) == len(forms)
    assert [gettext_form(number) for number in range(1000)] == [forms.index(rule(number)) for number in range(1000)]


@pytest.mark.parametrize("language", languages(), ids=str)
def test_a_greeting_and_a_name_are_short_enough_for_a_tile(language: Language) -> None:
    assert 0 < len(language.greeting) <= 14
    assert 0 < len(language.autonym) <= 14


@pytest.mark.parametrize("language", languages(), ids=str)
def test_a_script_that_old_phones_lack_has_its_webfont(language: Language) -> None:
    assert language.webfont == {"Arab": "arabic", "Ethi": "ethiopic"}.get(language.script, "none")


def test_only_voices_that_exist_are_promised() -> None:
    assert not language_of("ti").device_voice
    assert not language_of("so").device_voice
    assert not language_of("so").server_voice


def test_only_what_a_native_speaker_read_counts_as_checked() -> None:
    assert [language.tag for language in languages() if language.is_checked] == ["nl", "en"]


def test_every_reading_order_begins_with_the_language_and_ends_with_dutch() -> None:
    orders = {tag: [language.tag for language in reading_order(tag)] for tag in tags()}
    assert all(order[0] == tag and order[-1] == "nl" for tag, order in orders.items())
    assert all(len(order) == len(set(order)) for order in orders.values())


def test_a_language_that_left_the_table_is_read_as_dutch() -> None:
    assert not is_language("tlh")
    assert language_of("tlh").tag == "nl"


def _gettext_form(language: Language) -> Callable[[int], int]:
    found = re.search(r"plural=(.*);", language.plural_forms)
    assert found
    return c2py(found.group(1))
