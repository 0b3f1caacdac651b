"""What speakers put right in the app goes back into the catalogues, and nothing else of them changes."""

from pathlib import Path
from uuid import uuid4

import pytest

from app.config import get_settings
from app.language.po_file import CONCEPTS, HEADER, INTERFACE, po_path
from app.speech.models import WordCorrection
from app.speech.written_back import write_back

BEFORE = HEADER.format(tag="tr", plural_forms="nplurals=2; plural=(n != 1);")
WORDS = 'msgid "dance"\nmsgstr "Dans"\n\nmsgid "sing"\nmsgstr "Şarki"\n'


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the Turkish catalogue of a folder of its own."""
    table = get_settings().locales_folder / "languages.toml"
    (tmp_path / "languages.toml").write_text(table.read_text())
    monkeypatch.setattr(get_settings(), "locales_folder", tmp_path)
    path = po_path("tr", CONCEPTS)
    path.parent.mkdir(parents=True)
    path.write_text(BEFORE + WORDS)
    return path


def corrected(msgid: str, text: str, domain: str = CONCEPTS, language: str = "tr") -> WordCorrection:
    place = {"language": language, "domain": domain, "msgid": msgid, "key": msgid}
    return WordCorrection(**place, text=text, before="", speaker_id=uuid4())


def test_a_correction_changes_its_own_word_and_nothing_else(catalogue: Path) -> None:
    assert write_back([corrected("sing", "Şarkı")]) == ["tr/concepts: sing: Şarki -> Şarkı"]
    assert catalogue.read_text() == BEFORE + WORDS.replace("Şarki", "Şarkı")


def test_what_the_catalogue_has_already_or_has_no_more_changes_nothing(catalogue: Path) -> None:
    gone = [corrected("dance", "Dans"), corrected("fly", "Uç"), corrected("Today", "Bugün", INTERFACE)]
    assert write_back([*gone, corrected("sing", "x", language="tlh")]) == []
    assert catalogue.read_text() == BEFORE + WORDS
