"""Asking together: nobody gets an answer that is older than their question."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from app.together import Together


class Slow:
    """A database that answers when it is let, with what is written in it at that moment."""

    def __init__(self) -> None:
        self.written = "before"
        self.fetches: list[list[str]] = []
        self.may_answer = threading.Event()

    def fetch(self, asked: Sequence[str]) -> list[str]:
        """Answer many at once."""
        self.fetches.append(list(asked))
        seen = self.written
        self.may_answer.wait(5)
        if seen == "broken":
            raise ConnectionError
        return [f"{one} {seen}" for one in asked]


async def _begun(count: int, slow: Slow) -> None:
    while len(slow.fetches) < count:
        await asyncio.sleep(0.001)


def test_who_asks_while_a_fetch_runs_shares_the_next_one_and_sees_what_was_written_before_they_asked() -> None:
    async def scene() -> None:
        slow = Slow()
        together = Together(slow.fetch)
        first = asyncio.create_task(together.ask("hala"))
        await _begun(1, slow)
        slow.written = "after"
        later = [asyncio.create_task(together.ask(name)) for name in ("piotr", "emma")]
        await asyncio.sleep(0)
        slow.may_answer.set()
        assert await first == "hala before"
        assert [await one for one in later] == ["piotr after", "emma after"]
        assert slow.fetches == [["hala"], ["piotr", "emma"]]

    asyncio.run(scene())


def test_a_fetch_that_fails_is_told_to_its_own_askers_only() -> None:
    async def scene() -> None:
        slow = Slow()
        slow.may_answer.set()
        slow.written = "broken"
        together = Together(slow.fetch)
        with pytest.raises(ConnectionError):
            await together.ask("hala")
        slow.written = "mended"
        assert await together.ask("piotr") == "piotr mended"

    asyncio.run(scene())


def test_who_goes_away_takes_nobody_s_answer_along() -> None:
    async def scene() -> None:
        slow = Slow()
        together = Together(slow.fetch)
        both = [asyncio.create_task(together.ask(name)) for name in ("hala", "piotr")]
        await _begun(1, slow)
        both[0].cancel()
        slow.may_answer.set()
        assert await both[1] == "piotr before"

    asyncio.run(scene())
