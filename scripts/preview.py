"""Builds each time that it is asked to, for `mkdocs serve`: of an edit, which makes little stale,
beginning a process and importing all anew would take longer than all that is done.

A line on its input asks, and one on its output says that the build has ended. What is told
meanwhile goes to standard error, as the preview's own words do.
"""

import contextlib
import importlib
import os
import subprocess
import sys
from pathlib import Path

from project.paths import SCRIPTS

LINE = b"\n"


class Builder:
    """A process that builds. It ends where other code than it has imported is to be run, and one
    is begun anew."""

    def __init__(self):
        self.process = None

    def build(self):
        """Builds once; whether it came to its end."""
        if self._asked():
            return True
        self.end()
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        return self._asked()

    def _asked(self):
        try:
            return bool(
                self.process and self.process.stdin.write(LINE) and self.process.stdout.readline()
            )
        except OSError:  # a pipe of which the other end is gone
            return False

    def end(self):
        if self.process:
            with self.process:  # closes its pipes, and waits
                self.process = None


def states():
    """What tells of each script, and of what stands beside it, whether it has changed since."""
    files = [file for file in SCRIPTS.rglob("*.*") if file.is_file() and file.suffix != ".pyc"]
    found = {file: file.stat() for file in files}
    return {file: (stat.st_ino, stat.st_mtime_ns, stat.st_size) for file, stat in found.items()}


def forget(changed):
    """Takes from memory what was imported of changed scripts, or of what these are a part of;
    whether that is enough: it is of entries and their proofs, which a build imports by name. What
    is no script, as a schema, may have been read by any."""
    import catalog
    from project import files, tasks

    if any(file.suffix != ".py" for file in changed):
        return False
    tasks.forget()
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


def _foresee(build):
    """Reads, when nobody waits, what every edit of prose asks for: the first is as fast then."""
    for work in (build.sources, build.use):
        with contextlib.suppress(Exception):  # who asks is told
            work()


def main():
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    import build

    known = None
    try:
        while sys.stdin.buffer.readline():
            now = states()
            changed = known and {file for file, _ in known.items() ^ now.items()}
            if changed and not forget(changed):
                return
            build.main(["--preview"])
            answers.write(LINE)
            if changed is None:
                _foresee(build)
            known = now
    except (KeyboardInterrupt, BrokenPipeError):  # nobody asks any more
        pass


if __name__ == "__main__":
    main()
