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


def test_dutch_is_first_and_24_home_languages_follow() -> None:
    asked = "en ar tr pl uk ti so rif ary prs fa kmr ckb ps ro bg ru es pt fr pap am zh tw"
    assert tags()[0] == "nl"
    assert set(tags()[1:]) == set(asked.split())


def test_a_languages_direction_is_cldrs() -> None:
    cldr = {language.tag: Locale.parse(language.locale).text_direction for language in IN_CLDR}
    assert {language.tag: language.direction for language in IN_CLDR} == cldr


@pytest.mark.parametrize("language", IN_CLDR, ids=lambda language: language.tag)
def test_a_languages_plural_forms_are_cldrs_for_every_whole_number(language: Language) -> None:
    rule, gettext_form = Locale.parse(language.locale).plural_form, _gettext_form(language)
    used = {rule(number) for number in range(1000)}
    forms = [form for form in CLDR_ORDER if form in used]
    assert plural_count(language) == len(forms)
    assert [gettext_form(number) for number in range(1000)] == [forms.index(rule(number)) for number in range(1000)]


def test_a_greeting_and_a_name_are_short_enough_for_a_tile() -> None:
    words = [word for language in languages() for word in (language.greeting, language.autonym)]
    assert [word for word in words if not 0 < len(word) <= 14] == []


def test_a_script_that_old_phones_lack_has_its_webfont() -> None:
    fonts = {"Arab": "arabic", "Ethi": "ethiopic"}
    assert {one.tag for one in languages() if one.webfont != fonts.get(one.script, "none")} == set()


def test_only_voices_that_exist_are_promised() -> None:
    device = {language.tag for language in languages() if language.device_voice}
    server = {language.tag for language in languages() if language.server_voice}
    assert device == {"nl", "en", "ar", "tr", "pl", "uk", "zh", "fa", "ro", "bg", "ru", "es", "pt", "fr"}
    assert server - device == {"ti", "am", "pap", "kmr"}
    assert set(tags()) - device - server == {"so", "prs", "ps", "ckb", "ary", "tw", "rif"}


def test_only_what_a_native_speaker_read_counts_as_checked() -> None:
    assert [language.tag for language in languages() if language.is_checked] == []  # until somebody has


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
