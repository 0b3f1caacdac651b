"""Stands before a server and, when told to, keeps every request waiting."""

import asyncio
import threading
from types import TracebackType
from typing import Self


class SlowServer:
    """Passes bytes on both ways; `delay_seconds` before what a phone sends is passed on."""

    def __init__(self, port: int) -> None:
        self.delay_seconds: float = 0
        self._to, self._loop = port, asyncio.new_event_loop()
        self._ready = threading.Event()

    @property
    def address(self) -> str:
        """Return the address to ask instead of the server's own."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._pass_on, "127.0.0.1", 0))
        self._port: int = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(asyncio.sleep(0))
        passing = asyncio.all_tasks(self._loop)
        for task in passing:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*passing, return_exceptions=True))
        self._loop.close()

    async def _pass_on(self, phone_in: asyncio.StreamReader, phone_out: asyncio.StreamWriter) -> None:
        server_in, server_out = await asyncio.open_connection("127.0.0.1", self._to)
        await asyncio.gather(self._copy(phone_in, server_out, is_asking=True), self._copy(server_in, phone_out))

    async def _copy(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, is_asking: bool = False
    ) -> None:
        try:
            while sent := await source.read(65536):
                if is_asking:
                    await asyncio.sleep(self.delay_seconds)
                target.write(sent)
                await target.drain()
        except ConnectionError:
            pass  # a phone that leaves takes its requests with it
        finally:
            target.close()
