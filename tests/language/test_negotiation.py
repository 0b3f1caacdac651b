"""A browser's wish is met by the nearest language there is, and nonsense by Dutch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.languages import is_language
from app.language.negotiation import language_for


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("uk", "uk"),
        ("ti-ER,ti;q=0.9,en;q=0.5", "ti"),
        ("sq-AL,ar-MA;q=0.8,nl;q=0.9", "nl"),
        ("fr-FR,fr;q=0.9,nl;q=0.8", "fr"),
        ("fa-AF,fa;q=0.9", "prs"),
        ("fa-IR,fa;q=0.9", "fa"),
        ("ku-TR", "kmr"),
        ("zh-CN,zh;q=0.9", "zh"),
        ("AR-sy", "ar"),
        ("en;q=0,pl;q=0.1", "pl"),
        ("zh-Hant-TW", "zh"),
        ("*", "nl"),
        ("", "nl"),
        ("pl;q=never,so", "so"),
        ("../../etc/passwd", "nl"),
    ],
)
def test_the_best_language_we_have_is_chosen(header: str, expected: str) -> None:
    assert language_for(header) == expected


@given(st.text())
def test_any_header_gives_a_language(header: str) -> None:
    assert is_language(language_for(header))
