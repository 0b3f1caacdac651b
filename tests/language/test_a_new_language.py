"""A language is added with a block in the table and a folder, nothing in code: two are, in a process of their own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.config import PROJECT_FOLDER, get_settings

ALBANIAN = """
[sq]
autonym = "Shqip"
greeting = "Përshëndetje"
direction = "ltr"
script = "Latn"
locale = "sq"
long_date = "{weekday}, {day} {month}"
plural_forms = "nplurals=2; plural=(n != 1);"
fallback = ["nl"]
device_voice = "sq"
server_voice = "sq"
webfont = "none"
is_checked = false
"""
# Audio first, unknown to CLDR, no voice: its words fall back to Turkish.
ZAZAKI = (
    ALBANIAN.replace("[sq]", "[diq]")
    .replace("Shqip", "Zazakî")
    .replace("Përshëndetje", "Silam")
    .replace('["nl"]', '["tr"]')
    .replace('"sq"', '""')
)
PROGRAM = """
import json, datetime
from app.language.catalogues import label, translator
from app.language.calendar import long_date
from app.language.languages import tags
from app.language.negotiation import language_for
from app.speech.clips import clip, clip_url
day = datetime.date(2026, 11, 23)
print(json.dumps({
    "tags": tags(),
    "wanted": language_for("sq-XK,nl;q=0.5"),
    "albanian": [label("sq", "sing"), label("sq", "dance"), translator("sq").gettext("Today"), long_date("sq", day)],
    "zazaki": [label("diq", "sing"), label("diq", "dance"), long_date("diq", day)],
    "clips": [bool(clip_url("sq", "sing")), clip("sq", "Këndojmë").stat().st_size > 2000, clip_url("diq", "sing")],
}))
"""


def test_a_language_is_added_without_a_line_of_code(tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    shutil.copytree(get_settings().locales_folder, locales)
    with (locales / "languages.toml").open("a") as table:
        table.write(ALBANIAN + ZAZAKI)
    _add(locales / "sq", concepts={"sing": "Këndojmë"}, interface={"Today": "Sot"})
    _add(locales / "diq", concepts={"sing": "Deyîr"}, interface={})
    names = {"weekdays": [f"roj {n}" for n in range(7)], "months": [f"aşm {n}" for n in range(1, 13)]}
    lines = (f"{name} = {json.dumps(values)}" for name, values in names.items())
    (locales / "diq" / "calendar.toml").write_text("\n".join(lines))

    found = _in_a_process_of_its_own(tmp_path)

    assert found["tags"][-2:] == ["sq", "diq"]
    assert found["wanted"] == "sq"
    assert found["albanian"] == ["Këndojmë", "Dansen", "Sot", "e hënë, 23 nëntor"]
    assert found["zazaki"] == ["Deyîr", "Dans", "roj 0, 23 aşm 11"]
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
