"""What stands between a person and a screen: found by axe, and measured in the open page."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path("node_modules/axe-core/axe.min.js")
MEASURE = Path(__file__).with_name("barriers.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Bar:
    """How high a screen's bar is: the smallest target, the room between two, the most words in view."""

    target: int
    gap: int
    words: int | None


PARENTS = Bar(target=56, gap=8, words=40)
STAFF = Bar(target=48, gap=0, words=None)


def barriers(page: Page, bar: Bar) -> list[str]:
    """Return everything that is wrong with the screen that is open, each in a line."""
    page.evaluate(f"{AXE.read_text()};{MEASURE.read_text()};0")
    found: list[str] = page.evaluate("(bar) => measureBarriers(bar)", vars(bar))
    return [*found, *_violations(page)]


def _violations(page: Page) -> list[str]:
    result: dict[str, Any] = page.evaluate(
        "(rules) => axe.run({ runOnly: rules, resultTypes: ['violations'], elementRef: false })", RULES
    )
    return [f"{one['id']}: {node['html'][:120]}" for one in result["violations"] for node in one["nodes"]]
