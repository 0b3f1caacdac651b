"""A real server in a process of its own, on a data folder of its own, that can be killed at any moment."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.config import PROJECT_FOLDER

# Below the ports that clients get: a client that asks for a server that isn't there could be given its port.
FIRST_PORT, LAST_PORT = 20_000, 32_000


@dataclass
class Server:
    """`kill -9` ends it in the middle of whatever it does, and it comes back at once."""

    port: int
    log: Path
    _process: subprocess.Popen[str]
    _pid: int = 0

    @property
    def root(self) -> Path:
        """Return where its files are, also if it sees other disks than we do."""
        return Path(f"/proc/{self._pid}/root")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        self._read_pid()

    def wait_until_it_answers(self, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while not _listens(self.port):
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.01)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        os.kill(self._pid, signal.SIGKILL)

    def _read_pid(self) -> None:
        assert self._process.stdout is not None
        self._pid = int(self._process.stdout.readline() or sys.exit(self.log.read_text()))


@contextmanager
def serving(
    folder: Path, push_host: str, changes: Mapping[str, str], wrapper: tuple[str, ...] = ()
) -> Iterator[Server]:
    """Give a server on a data folder; `changes` are further settings, `wrapper` a program that starts it."""
    environment = {
        **os.environ,
        "DAGKAART_DATA_FOLDER": str(folder),
        "DAGKAART_PUSH_HOSTS": f'["{push_host}"]',
        "DAGKAART_PUSH_TIMEOUT_SECONDS": "1",
        **changes,
    }
    port = _free_port()
    command = [*wrapper, sys.executable, "-m", "tests.durability.serving", str(port)]
    log = folder.with_suffix(".log")
    with log.open("w") as file:
        server = Server(port, log, _start(command, environment, file))
        server._read_pid()
        try:
            server.wait_until_it_answers()
            yield server
        finally:
            server.end()


def _start(command: list[str], environment: Mapping[str, str], log: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, env=dict(environment), cwd=PROJECT_FOLDER, stdout=subprocess.PIPE, stderr=log, text=True
    )


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    while True:
        port = random.randint(FIRST_PORT, LAST_PORT)  # noqa: S311 -- nobody gains by knowing it
        if not _listens(port):
            return port
