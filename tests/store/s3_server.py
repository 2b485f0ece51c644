"""An S3-compatible server on loopback, as a process of its own: `python -m tests.store.s3_server [--careless]`.

It prints its port, and answers one request after another, so that a conditional put is what it is on S3: of two at once
one fails. A `--careless` one knows no conditional put, as some S3-compatible stores.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server


def careless(app: Callable) -> Callable:
    """An application that does not see what a put asks for."""

    def called(environ: dict, start: Callable) -> object:
        environ.pop("HTTP_IF_NONE_MATCH", None)
        return app(environ, start)

    return called


def main() -> None:
    """Serve until killed."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, careless(app) if "--careless" in sys.argv else app, threaded=False)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
