"""What a check reports: where it is wrong, what is wrong, and what to do about it."""

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

    def __str__(self):
        try:
            shown: Path | str = Path(self.file).resolve().relative_to(ROOT)
        except ValueError:
            shown = self.file
        return f"{shown}:{self.line}: {self.message}\n    {self.remedy}"


class Refused(Exception):
    """Carries problems to whoever drives the build."""

    def __init__(self, *problems):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self):
        return Refused, self.problems


def nearest(name, known):
    """ "; did you mean X?" or an empty text."""
    close = get_close_matches(name, known, 1)
    return f"; did you mean {close[0]}?" if close else ""


def line_of(text, needle):
    """The line, from 1, on which needle first stands in text; 1 when it does not."""
    at = text.find(needle)
    return 1 if at < 0 else text.count("\n", 0, at) + 1


def line_at(match):
    """The line, from 1, on which a match begins in its text."""
    return match.string.count("\n", 0, match.start()) + 1
