"""A line to a server that can be cut and mended: pages, workers and uploads lose their connection as on a real one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

CHUNK_BYTES = 16_384


class Line:
    """Passes every byte on; once cut, open connections break and new ones are closed at once."""

    def __init__(self, target: str) -> None:
        self._target = ("127.0.0.1", urlsplit(target).port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._is_cut = False
        self._left_bytes: int | None = None
        self.address = f"http://localhost:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break everything that is open, and let nothing through."""
        self._is_cut = True
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut_after(self, sent_bytes: int) -> None:
        """Cut once so many bytes have gone to the server."""
        self._left_bytes = sent_bytes

    @property
    def is_cut(self) -> bool:
        """Whether nothing goes through."""
        return self._is_cut

    def mend(self) -> None:
        """Let everything through again."""
        self._left_bytes, self._is_cut = None, False

    def close(self) -> None:
        """End it."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self._is_cut:
                    client.close()
                else:
                    self._join(client)

    def _join(self, client: socket.socket) -> None:
        server = socket.create_connection(self._target)
        self._open |= {client, server}
        for source, sink, is_counted in ((client, server, True), (server, client, False)):
            threading.Thread(target=self._pass_on, args=(source, sink, is_counted), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, is_counted: bool) -> None:
        with suppress(OSError):
            while received := source.recv(CHUNK_BYTES):
                if is_counted:
                    self._count(len(received))
                sink.sendall(received)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            self._open.discard(end)

    def _count(self, received: int) -> None:
        if self._left_bytes is None:
            return
        self._left_bytes -= received
        if self._left_bytes < 0:
            self.cut()


@contextmanager
def line_to(target: str) -> Iterator[Line]:
    """Give a line to a server."""
    line = Line(target)
    yield line
    line.close()
