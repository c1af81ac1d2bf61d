"""Builds each time that it is asked to, for `mkdocs serve`: of an edit, which makes little stale,
beginning a process and importing all anew would take longer than all that is done.

A byte on a socket asks, and another one says that the build has ended. What is told meanwhile goes
where the preview's own words go.
"""

import importlib
import socket
import subprocess
import sys
from pathlib import Path

from project.paths import SCRIPTS

ASKED, ENDED = b"?", b"."


class Builder:
    """A process that builds. It ends where other code than it has imported is to be run, and one
    is begun anew."""

    def __init__(self):
        self.process = self.line = None

    def build(self):
        """Builds once; whether it came to its end."""
        if self._asked():
            return True
        self._begin()
        return self._asked()

    def _begin(self):
        self.end()
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen([sys.executable, __file__], stdin=theirs)

    def _asked(self):
        try:
            return bool(self.line and self.line.send(ASKED) and self.line.recv(1))
        except ConnectionError:
            return False

    def end(self):
        if self.line:
            self.line.close()
            self.process.wait()
            self.line = None


def states():
    """What tells of each script whether it has changed since."""
    files = {file: file.stat() for file in SCRIPTS.rglob("*.py") if file.is_file()}
    return {file: (stat.st_ino, stat.st_mtime_ns, stat.st_size) for file, stat in files.items()}


def forget(changed):
    """Takes from memory what was imported of changed scripts, or of what these are a part of;
    whether that is enough: it is of entries and their proofs, which a build imports by name."""
    import catalog
    from project import files, tasks

    files.code_behind.cache_clear()
    tasks._code.cache_clear()
    importlib.invalidate_caches()
    families = catalog.families()
    for name, module in list(sys.modules.items()):
        file = Path(getattr(module, "__file__", None) or "/")
        if SCRIPTS not in file.parents or not files.code_behind(file) & changed:
            continue
        room, _, own = name.partition(".")
        family, _, stem = own.partition(".")
        if room not in ("catalog", "proofs") or family not in families or not stem:
            return False
        del sys.modules[name]
        delattr(sys.modules[f"{room}.{family}"], stem)
    return True


def main():
    import build

    line, known = socket.socket(fileno=sys.stdin.fileno()), states()
    try:
        while line.recv(1):
            now = states()
            changed = {file for file, _ in known.items() ^ now.items()}
            if changed and not forget(changed):
                return
            known = now
            build.main(["--preview"])
            line.send(ENDED)
    except (KeyboardInterrupt, ConnectionError):  # nobody asks any more
        pass


if __name__ == "__main__":
    main()
