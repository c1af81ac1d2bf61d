"""What a check reports: where it is wrong, what is wrong, and what to do about it."""

import os
import re
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from project.paths import ROOT


@dataclass(frozen=True)
class Problem:
    """One reason to refuse a build.

    file: the source that an author can mend; line: counted from 1.
    """

    file: Path | str
    line: int
    message: str
    remedy: str

    @property
    def place(self):
        """The file, relative to the project where it is in it."""
        for file in (Path(os.path.abspath(self.file)), Path(self.file).resolve()):
            if file.is_relative_to(ROOT):
                return file.relative_to(ROOT).as_posix()
        return str(self.file)

    @property
    def kind(self):
        """What is wrong, without what it is wrong of: names in quotes, and numbers."""
        first = self.message.split("\n")[0].partition("; did you mean")[0]
        return re.sub(r'"[^"]*"|`[^`]*`|\[\^[^\]]*\]|(?<!\w)[\d.]+(?!\w)', "…", first)

    def __str__(self):
        return f"{self.place}:{self.line}: {self.message}\n    {self.remedy}"


class Refused(Exception):
    """Carries problems to whoever drives the build."""

    def __init__(self, *problems):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self):
        return Refused, self.problems


def withheld(path, error):
    """A problem for a file that the system does not let be read or written."""
    remedy = "see to it that it can be read and written, or build in a copy of the project"
    return Problem(path, 1, f"the system withholds it: {error.strerror}", remedy)


def end_with(main):
    """Ends a program with what its work gives; what is refused, or withheld by the system, is told
    without a traceback."""
    try:
        sys.exit(main())
    except Refused as refused:
        sys.exit(str(refused))
    except OSError as error:
        if not error.filename:
            raise
        sys.exit(str(withheld(error.filename, error)))


def line_of(text, needle):
    """The line, from 1, on which needle first stands in text; 1 when it does not."""
    at = text.find(needle)
    return 1 if at < 0 else text.count("\n", 0, at) + 1


def line_at(match):
    """The line, from 1, on which a match begins in its text."""
    return match.string.count("\n", 0, match.start()) + 1


def nearest(name, known):
    """`; did you mean X?` where a misspelt name comes close to a known one, else ""."""
    found = get_close_matches(str(name), [str(other) for other in known], 1, 0.75)
    return f"; did you mean {found[0]}?" if found else ""
