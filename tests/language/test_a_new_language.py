"""A language is added with a block in the table and a folder, nothing in code: two are, in a process of their own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.config import PROJECT_FOLDER, get_settings

FRENCH = """
[fr]
autonym = "Français"
greeting = "Bonjour"
direction = "ltr"
script = "Latn"
locale = "fr"
long_date = "{weekday} {day} {month}"
plural_forms = "nplurals=2; plural=(n > 1);"
fallback = ["nl"]
device_voice = "fr"
server_voice = "fr"
webfont = "none"
is_checked = false
"""
# Audio first, unknown to CLDR, no voice: its words fall back to Arabic.
TARIFIT = (
    FRENCH.replace("[fr]", "[rif]")
    .replace("Français", "Tarifit")
    .replace("Bonjour", "Azul")
    .replace('["nl"]', '["ar", "nl"]')
    .replace('"fr"', '""')
)
PROGRAM = """
import json, datetime
from app.language.catalogues import compile_catalogues, label, translator
from app.language.calendar import long_date
from app.language.languages import tags
from app.language.negotiation import language_for
from app.speech.clips import clip, clip_url
compile_catalogues()
day = datetime.date(2026, 11, 23)
print(json.dumps({
    "tags": tags(),
    "wanted": language_for("fr-BE,nl;q=0.5"),
    "french": [label("fr", "sing"), label("fr", "dance"), translator("fr").gettext("Today"), long_date("fr", day)],
    "tarifit": [label("rif", "sing"), label("rif", "dance"), long_date("rif", day)],
    "clips": [bool(clip_url("fr", "sing")), clip("fr", "Chanter").stat().st_size > 2000, clip_url("rif", "sing")],
}))
"""


def test_a_language_is_added_without_a_line_of_code(tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    shutil.copytree(get_settings().locales_folder, locales)
    with (locales / "languages.toml").open("a") as table:
        table.write(FRENCH + TARIFIT)
    _add(locales / "fr", concepts={"sing": "Chanter"}, interface={"Today": "Aujourd’hui"})
    _add(locales / "rif", concepts={"sing": "Ɣenni"}, interface={})
    names = {"weekdays": [f"ass {n}" for n in range(7)], "months": [f"ayyur {n}" for n in range(1, 13)]}
    lines = (f"{name} = {json.dumps(values)}" for name, values in names.items())
    (locales / "rif" / "calendar.toml").write_text("\n".join(lines))

    found = _in_a_process_of_its_own(tmp_path)

    assert found["tags"][-2:] == ["fr", "rif"]
    assert found["wanted"] == "fr"
    assert found["french"] == ["Chanter", "Dansen", "Aujourd’hui", "lundi 23 novembre"]
    assert found["tarifit"] == ["Ɣenni", "الرقص", "ass 0 23 ayyur 11"]
    assert found["clips"] == [True, True, None]


def _add(folder: Path, **domains: dict[str, str]) -> None:
    words = folder / "LC_MESSAGES"
    words.mkdir(parents=True)
    for domain, texts in domains.items():
        entries = [f'msgid "{msgid}"\nmsgstr "{text}"\n' for msgid, text in {"": "Language: x\\n", **texts}.items()]
        (words / f"{'app' if domain == 'interface' else domain}.po").write_text("\n".join(entries))


def _in_a_process_of_its_own(folder: Path) -> dict[str, list[str]]:
    places = {"LOCALES": folder / "locales", "BUILD": folder / "build", "DATA": folder / "data"}
    environment = {**os.environ, **{f"DAGKAART_{name}_FOLDER": str(path) for name, path in places.items()}}
    program = [sys.executable, "-c", PROGRAM]
    made = subprocess.run(program, env=environment, cwd=PROJECT_FOLDER, capture_output=True, check=True, timeout=60)
    found: dict[str, list[str]] = json.loads(made.stdout)
    return found
