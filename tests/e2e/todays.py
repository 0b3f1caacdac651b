"""Takes the pictures of docs/languages: a parent's Today in every language, on a phone of 390 x 844.

Run as `python -m tests.e2e.todays`, and look at each: no cropped or overlapping words, no empty boxes, arrows right.
"""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Settings are read once, so the folder stands before the application is imported.
os.environ.setdefault("DAGKAART_DATA_FOLDER", tempfile.mkdtemp(prefix="dagkaart-todays-"))

from PIL import Image
from playwright.sync_api import sync_playwright
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.config import PROJECT_FOLDER, get_settings
from app.language.languages import languages
from app.people.models import Caregiver
from tests.e2e.conftest import FLAGS
from tests.e2e.serving import new_site, serving
from tests.e2e.test_screens import Scene

FOLDER = PROJECT_FOLDER / "docs" / "languages"
QUALITY = 70
IN_A_ROW = 5
PAGE = """\
# Today in every language

What a parent of the demo sees, on a phone of 390 x 844. Made by `python -m tests.e2e.todays`. No native speaker has
checked the words of most languages yet: see [how to](../translating.md). Chinese is written with the phone's own font,
Arabic and Ethiopic with ours where the phone has none.

"""


def main() -> None:
    """Take a picture in each language and write the page that shows them."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for tag, picture in _pictures():
        Image.open(io.BytesIO(picture)).convert("RGB").save(FOLDER / f"{tag}.webp", quality=QUALITY, method=6)
    (FOLDER / "README.md").write_text(PAGE + _table())
    sys.stdout.write(f"{FOLDER}: {sum(file.stat().st_size for file in FOLDER.iterdir()) // 1000} kB\n")


def _pictures() -> Iterator[tuple[str, bytes]]:
    engine = new_site(Path(tempfile.mkdtemp()))
    with serving(get_settings(), engine, is_at_work=False) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        scene = Scene(engine, address, browser)
        for language in languages():
            page = scene.phone(_speaker(engine, language.tag), language.tag)
            page.goto("/today", wait_until="networkidle")
            yield language.tag, page.screenshot()
            page.context.close()
        browser.close()
    engine.dispose()


def _speaker(engine: Engine, tag: str) -> str:
    with Session(engine) as session:
        everyone = session.exec(select(Caregiver).order_by(Caregiver.name))
        return next(caregiver.name for caregiver in everyone if caregiver.languages[0] == tag)


def _table() -> str:
    shown = list(languages())
    rows = [shown[place : place + IN_A_ROW] for place in range(0, len(shown), IN_A_ROW)]
    lines = []
    for place, row in enumerate(rows):
        names = " | ".join(f"{one.autonym} ({one.tag})" for one in row)
        pictures = " | ".join(f"![Today in {one.autonym}]({one.tag}.webp)" for one in row)
        lines += [f"| {names} |", *(["|" + " --- |" * IN_A_ROW] if place == 0 else []), f"| {pictures} |"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
