"""Where a preview is served."""

import socket

from project.paths import ROOT
from project.problems import Problem, Refused


def ask(host, port):
    """Refuses an address at which nothing can be served, as while another preview is."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        what = f"the preview cannot be served at {host}:{port}: {error.strerror}"
        remedy = f"end what is served there, or take another port: make serve PORT={port + 1}"
        raise Refused(Problem(ROOT / "mkdocs.yml", 1, what, remedy)) from None
