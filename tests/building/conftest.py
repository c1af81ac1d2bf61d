"""A copy of the project that builds, made once; each test breaks a copy of its own."""

import pytest

from checkout import copy, run


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    project = copy(tmp_path_factory.mktemp("sound"))
    done = run(project, "publish.py")
    assert done.returncode == 0, done.stderr
    return project
