"""A publisher on this machine: HTTPS with a certificate made for the test, and an answer for each request in turn."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from analytics.fetching.download import Limits

LIMITS = Limits(size=100_000, seconds=20, silence=2, breaks=1, pause=0.01)
"""Short enough for tests."""
Answer = Callable[[BaseHTTPRequestHandler], None]


class Publisher(ThreadingHTTPServer):
    """Gives `answers` in turn, the last of them for ever, and remembers the headers of each request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        self.answers: list[Answer] = []
        self.asked: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"{'https' if tls else 'http'}://127.0.0.1:{self.server_port}/measures.csv"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up, or that does not trust us, is what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Publisher

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        answers = self.server.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@contextmanager
def publisher(tls: ssl.SSLContext | None) -> Iterator[Publisher]:
    """A publisher that serves while the block runs."""
    with Publisher(tls) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


def certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1 with its key in one file, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "publisher.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


def gives(body: bytes, *, sent: int | None = None, code: int = 200, **headers: str) -> Answer:
    """An answer: its body, of which only `sent` bytes go out before the connection is cut, if given."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body[:sent])
        if sent is not None:
            handler.close_connection = True

    return answer


def gives_ranges(body: bytes, mark: str, *, cut: int | None = None) -> Answer:
    """An answer of a server that knows ranges: the rest where the mark is its own, else the whole; cut short if said."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range", "")
        if wanted and handler.headers.get("If-Range") == mark:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            span = f"bytes {start}-{len(body) - 1}/{len(body)}"
            gives(body[start:], sent=cut, code=206, ETag=mark, Content_Range=span)(handler)
        else:
            gives(body, sent=cut, ETag=mark)(handler)

    return answer
