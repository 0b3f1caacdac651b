"""Servers for benchmarks, each in a process of its own: ours as it is deployed, and one that answers from memory.

Run as `python -m bench.servers <port>` for the one that answers from memory.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI, Request, Response

from app.config import PROJECT_FOLDER


@contextmanager
def our_server(database_url: str, folder: Path, **settings: str) -> Iterator[int]:
    """Give the port of the application on a database, with `DAGKAART_<NAME>` settings by their names."""
    command = [sys.executable, "-m", "uvicorn", "app.main:create_app", "--factory", "--no-access-log"]
    given = {f"DAGKAART_{name.upper()}": value for name, value in settings.items()}
    folders = {"DAGKAART_DATA_FOLDER": str(folder), "DAGKAART_DATABASE_URL": database_url}
    with _process([*command, "--log-level", "warning"], "/health", folders | given) as port:
        yield port


@contextmanager
def floor_server(folder: Path) -> Iterator[int]:
    """Give the port of a server of the same framework that has its answer in memory."""
    with _process([sys.executable, "-m", "bench.servers"], "/health", {"DAGKAART_DATA_FOLDER": str(folder)}) as port:
        yield port


def floor_app() -> FastAPI:
    """Return an application with nothing but answers in memory, in plain functions as ours are.

    `PUT` keeps a body under an address, with the headers that its `X-Keep` holds as JSON.
    """
    app = FastAPI()
    kept: dict[str, tuple[bytes, dict[str, str]]] = {"/health": (b"", {})}

    @app.put("/{path:path}")
    async def keep(request: Request) -> None:
        kept[request.url.path] = (await request.body(), json.loads(request.headers["x-keep"]))

    @app.get("/{path:path}")
    def give(request: Request) -> Response:
        if request.url.path not in kept:
            return Response(status_code=404)
        body, headers = kept[request.url.path]
        if "if-none-match" in request.headers:
            return Response(status_code=304, headers={"ETag": headers["ETag"]})
        return Response(body, headers=headers)

    return app


def keep(port: int, path: str, body: bytes, headers: dict[str, str]) -> None:
    """Have the server that answers from memory give this from now on."""
    url = f"http://127.0.0.1:{port}{path}"
    httpx.put(url, content=body, headers={"X-Keep": json.dumps(headers)}).raise_for_status()


@contextmanager
def _process(command: list[str], path: str, environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    wanted = [*command, "--port", str(port)]
    process = subprocess.Popen(wanted, cwd=PROJECT_FOLDER, env={**os.environ, **environment})
    try:
        _wait_for(f"http://127.0.0.1:{port}{path}")
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            httpx.get(url).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise TimeoutError(url)


if __name__ == "__main__":
    uvicorn.run(floor_app(), port=int(sys.argv[-1]), log_level="warning", access_log=False)
