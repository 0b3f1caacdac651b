"""Asking together: who asks while an answer is being fetched shares the next fetch with all others who wait."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from fastapi.concurrency import run_in_threadpool

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Together(Generic[Asked, Answer]):
    """Fetches for many in one go; every fetch begins after all its askers have asked, so nobody gets an old answer.

    Belongs to one event loop. Nothing is kept: alone, an asker waits for their own fetch and no longer.
    """

    def __init__(self, fetch: Callable[[Sequence[Asked]], Sequence[Answer]]) -> None:
        self._fetch = fetch
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._fetching: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answer:
        """Return the answer to one; what a fetch raises is raised to all who share it."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if self._fetching is None:
            self._fetching = asyncio.create_task(self._fetch_all())
        return await answer

    async def _fetch_all(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting, []
                await self._fetch_for(together)
        finally:
            self._fetching = None

    async def _fetch_for(self, together: list[tuple[Asked, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await run_in_threadpool(self._fetch, [asked for asked, _ in together])
        except Exception as error:  # it is theirs who asked
            for _, waiting in together:
                if not waiting.done():
                    waiting.set_exception(error)
            return
        for (_, waiting), answer in zip(together, answers, strict=True):
            if not waiting.done():  # who went away meanwhile waits no more
                waiting.set_result(answer)
