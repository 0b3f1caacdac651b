"""How far a language is: counted as families hear it, and told to operators with a line for each."""

from dataclasses import replace

import pytest
from babel.messages.catalog import Catalog
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.language.languages import language_of, languages
from app.language.po_file import CONCEPTS, read_catalogue
from app.speech import coverage
from app.speech.coverage import coverage_of, label_count, missing_labels
from tests.speech.conftest import Speaking

VOICES = "/api/v1/staff/voices"


def test_every_word_is_said_by_a_person_by_the_server_or_by_nobody(fatma: Speaking, hala: Speaking) -> None:
    before = coverage_of(language_of("so"))
    assert (before.human, before.synthetic, before.none) == (0, 0, before.total)
    hala.decide(fatma.recorded())
    after = coverage_of(language_of("so"))
    assert (after.human, after.synthetic, after.none) == (1, 0, after.total - 1)
    dutch = coverage_of(language_of("nl"))
    assert (dutch.human, dutch.none, dutch.reviewed) == (0, 0, 0)
    read = coverage_of(replace(language_of("nl"), is_checked=True))
    assert (read.human, read.none, read.reviewed) == (0, 0, read.total)


def test_staff_see_each_language_and_what_waits(fatma: Speaking, hala: Speaking, sanne: TestClient) -> None:
    hala.decide(fatma.recorded())
    fatma.recorded("dance")
    shown = {one["tag"]: one for one in sanne.get(VOICES).json()["languages"]}
    assert set(shown) == {language.tag for language in languages()} - {"nl"}
    assert (shown["so"]["human"], shown["so"]["waiting"], shown["ti"]["waiting"]) == (1, 1, 0)
    assert all(one["human"] + one["synthetic"] + one["none"] == one["total"] for one in shown.values())
    listed = sanne.get(f"{VOICES}/so/recordings").json()["recordings"]
    assert [(one["key"], one["state"], one["alias"]) for one in listed] == [
        ("dance", "waiting", "Hodan"),
        ("wash_hands", "approved", "Hodan"),
    ]


def test_a_missing_word_is_named_and_makes_the_command_fail(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setattr(coverage, "create_engine_for", lambda _url: engine)
    monkeypatch.setattr(coverage, "languages", lambda: (language_of("nl"), language_of("so")))
    lacking = {"nl": [], "so": ["wash_hands"]}
    monkeypatch.setattr(coverage, "missing_labels", lambda language: lacking[language.tag])
    assert coverage.main() == 1
    lines = capsys.readouterr().out.splitlines()
    total = label_count()
    assert [line.split()[:2] for line in lines[1:]] == [["nl", f"{total}/{total}"], ["so", f"{total - 1}/{total}"]]
    lacking["so"] = []
    assert coverage.main() == 0


def test_what_a_language_lacks_is_found_by_its_msgid(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_without(tag: str, domain: str) -> Catalog:
        read = read_catalogue(tag, domain)
        if (tag, domain) == ("so", CONCEPTS):
            read.delete("wash_hands")
        return read

    monkeypatch.setattr(coverage, "read_catalogue", read_without)
    assert "wash_hands" in missing_labels(language_of("so"))
    assert "wash_hands" not in missing_labels(language_of("ti"))
