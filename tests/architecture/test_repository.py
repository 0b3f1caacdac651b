"""Git holds what people wrote, and every exception to a rule says why."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.architecture.sources import PROJECT, name_of, tracked, written

BUILT_ENDINGS = {".mo", ".pyc", ".map", ".br", ".gz", ".sqlite", ".tsbuildinfo", ".log"}
BUILT_FOLDERS = {"build", "dist", "node_modules", "__pycache__", ".venv", ".tools", "data"}
LARGEST = 400_000
LOCKS = {"uv.lock", "package-lock.json"}
SUPPRESSION = re.compile(
    r"#\s*noqa(?P<noqa>.*)|#\s*type:\s*ignore(?P<type>.*)|(?:biome-ignore|stylelint-disable)(?P<other>.*)"
)


def test_no_built_file_is_in_git() -> None:
    tops = {path: path.relative_to(PROJECT).parts[0] for path in tracked()}
    assert not [name_of(path) for path, top in tops.items() if top in BUILT_FOLDERS or path.suffix in BUILT_ENDINGS]


def test_no_large_file_is_in_git() -> None:
    assert not [name_of(path) for path in tracked() if path.stat().st_size > LARGEST and path.name not in LOCKS]


def test_every_suppression_gives_its_reason() -> None:
    text = (path for path in written(".py", ".ts", ".css", ".mjs") if "tests" not in path.parts)
    assert not [name_of(path, number) for path in text for number in unexplained(path.read_text().splitlines())]


def unexplained(lines: list[str]) -> Iterator[int]:
    """Return the lines that suppress a rule with no reason behind it and no comment above it."""
    for number, (above, line) in enumerate(pairwise(["", *lines]), 1):
        found = SUPPRESSION.search(line)
        if found and not is_explained(found) and not above.lstrip().startswith(("#", "//", "/*")):
            yield number


def is_explained(found: re.Match[str]) -> bool:
    """Tell whether a few words stand after the rule that is suppressed."""
    rest = next(text for text in found.groups() if text is not None)
    return len(re.findall(r"[a-z]{2,}", re.sub(r"\[[\w-]+\]|lint/\S+", "", rest))) > 1


def test_a_word_of_another_machine_is_in_no_file() -> None:
    strange = re.compile(r"(/work/|/root/|/home/[a-z]+/)")
    text = written(".py", ".ts", ".md", ".toml", ".json", ".yaml", ".mjs", ".html", ".css")
    ours = (path for path in text if "architecture" not in path.parts and path.name not in LOCKS)
    assert not [name_of(path) for path in ours if strange.search(path.read_text())]
