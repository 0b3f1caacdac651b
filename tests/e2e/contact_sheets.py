"""Takes the pictures of docs/pictograms: every drawing large, small, in grey and as colour-blind people see it.

Run as `python -m tests.e2e.contact_sheets` after `node frontend/build/contact-sheet.mjs`, and look at each.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from app.config import PROJECT_FOLDER
from tests.e2e.conftest import FLAGS

SHEET = PROJECT_FOLDER / "build" / "contact-sheet.html"
FOLDER = PROJECT_FOLDER / "docs" / "pictograms"
WIDTH = 1200
QUALITY = 60  # at 1200 pixels a line of 2 is still sharp
PAGE = """\
# Every pictogram

What each drawing means stands in [`catalogue.toml`](../../pictograms/catalogue.toml); how one is drawn in
[`pictograms/README.md`](../../pictograms/README.md). Each is shown at 96 and at 32 pixels, then in grey and as people
see it who lack red, green or blue. Interface pictograms stand on dark green as well. Made by:

```
node frontend/build/contact-sheet.mjs
python -m tests.e2e.contact_sheets
```

All emojis designed by [OpenMoji](https://openmoji.org) – the open-source emoji and icon project. License: CC BY-SA 4.0.
Our own drawings have the same licence.
"""


def main() -> None:
    """Take a picture of each section and write the page that shows them."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    page = [PAGE]
    for name, count, picture in _pictures():
        Image.open(io.BytesIO(picture)).convert("RGB").save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)
        title = name.replace("-", " ").capitalize()
        page.append(f"\n## {title}: {count}\n\n![{count} drawings of the kind {name}]({name}.webp)\n")
    (FOLDER / "README.md").write_text("".join(page))
    sys.stdout.write(f"{FOLDER}: {sum(file.stat().st_size for file in FOLDER.iterdir()) // 1000} kB\n")


def _pictures() -> list[tuple[str, int, bytes]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": 800})
        page.goto(Path(SHEET).as_uri())
        found = [
            (section.get_attribute("id") or "", int(section.get_attribute("data-count") or 0), section.screenshot())
            for section in page.locator("section").all()
        ]
        browser.close()
    return found


if __name__ == "__main__":
    main()
