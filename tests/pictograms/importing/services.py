"""A picture service on this machine: a real server with TLS that answers as the two services document it."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


@dataclass
class Answer:
    """What stands at an address; `stops_after` breaks the connection after so many bytes."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stops_after: int | None = None


@dataclass
class PictureService:
    """Its answers by path without the query, and what it was asked."""

    address: str
    tls: ssl.SSLContext
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)  # the path with its query, and the key that came with it


@contextmanager
def picture_service(folder: Path) -> Iterator[PictureService]:
    """Serve until the end of the block."""
    server = ThreadingHTTPServer((HOST, 0), _Asked)
    server.socket = _context(folder).wrap_socket(server.socket, server_side=True)
    trusting = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
    server.service = PictureService(f"https://{HOST}:{server.server_port}", trusting)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.service  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


class _Asked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        service: PictureService = self.server.service  # type: ignore[attr-defined]
        service.asked.append((self.path, self.headers.get("X-Api-Key", "")))
        answer = service.answers.get(self.path.partition("?")[0], Answer(b"[]", 404))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content[: answer.stops_after])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _context(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    begin = datetime.now(UTC) - timedelta(days=1)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(begin).not_valid_after(begin + timedelta(days=9))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
    certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "certificate.pem").write_bytes(certificate)
    (folder / "key.pem").write_bytes(key.private_bytes(*form))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context
