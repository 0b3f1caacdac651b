"""What people type is kept in one form, and can neither turn a screen around nor climb over it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.people.wording import MAX_NAME_LENGTH, MAX_NOTE_LENGTH, clean_name, clean_note


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amal   Haddad ", "Amal Haddad"),
        ("Zoe\u0308", "Zoë"),
        ("Amal\u202etxet", "Amaltxet"),
        ("A\u2066m\u2069al\u200f", "Amal"),
        ("Amal\x00\x1b[31m", "Amal[31m"),
        ("Ama\ud800l", "Amal"),
        ("Amal\u3164\u2800", "Amal"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian is spelled with this joiner
        ("ትግስቲ", "ትግስቲ"),
        ("O'Brien-de Vries", "O'Brien-de Vries"),
        ("<b>Amal</b>", "<b>Amal</b>"),  # a name all the same: templates escape it
        ("o" + "\u0301" * 500, "ó" + "\u0301" * 4),
        ("a\nb\u2028c", "a b c"),
    ],
)
def test_a_name_is_cleaned(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "   ", "\u200b\u202e", "\u3164", "\u2800\u2800", "\u0301\u0301", "\x00", "\ud800"]
)
def test_a_name_that_nobody_can_see_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_name(typed)
    assert (refused.value.code, refused.value.pictogram) == ("name_missing", "ui_edit")


def test_a_name_may_be_sixty_characters_and_no_more() -> None:
    assert clean_name("a" * MAX_NAME_LENGTH)
    for typed in ("a" * (MAX_NAME_LENGTH + 1), "a" * 10_000):
        with pytest.raises(Refused) as refused:
            clean_name(typed)
        assert refused.value.code == "name_too_long"


def test_a_note_keeps_its_lines_and_no_more_than_one_empty_one() -> None:
    assert clean_note(" een \r\n\n\n\n twee\u202e \n") == "een\n\ntwee"
    assert clean_note("") == ""


def test_a_note_that_is_too_long_is_refused() -> None:
    assert clean_note("a" * MAX_NOTE_LENGTH)
    with pytest.raises(Refused):
        clean_note("a" * (MAX_NOTE_LENGTH + 1))


@given(st.text(alphabet=st.characters(), max_size=200))
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    try:
        once = clean_note(typed)
    except Refused:
        return
    assert clean_note(once) == once
    once.encode()
    assert "\0" not in once
