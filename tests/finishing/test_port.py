"""Where a preview is served."""

import socket

import pytest

from finishing import port
from project.problems import Refused


def test_a_port_that_is_taken_is_refused_before_anything_is_built():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(Refused, match=f"at 127.0.0.1:{taken}: .*\n.*PORT={taken + 1}"):
            port.ask("127.0.0.1", taken)
    port.ask("127.0.0.1", taken)
