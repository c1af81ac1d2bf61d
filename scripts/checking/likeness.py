"""Pages whose prose would fit another entry by exchanging the name."""

import re
from itertools import combinations

from checking.layout import prose, sections
from project.once import once
from project.problems import Problem

SHARED_AT_MOST = 0.10  # of a page's runs of six words, names exchanged (the design's bound)


@once
def runs(page):
    """A page's runs of six words, its entry's names exchanged, key terms and references aside."""
    bodies = [body for heading, _, body in sections(page) if not heading.endswith("Key terms")]
    spellings = {page.stem, page.stem.replace("_", " "), page.stem.replace("_", "")}
    names = "|".join(map(re.escape, spellings))
    text = re.sub(names, "NAME", "\n".join(bodies), flags=re.I)
    words = [word.lower() for word in prose(text)]
    return {tuple(words[i : i + 6]) for i in range(len(words) - 5)}


def check(pages):
    runs_of = {page: runs(page) for page in pages}
    for one, other in combinations(pages, 2):
        shared = runs_of[one] & runs_of[other]
        least = min(len(runs_of[one]), len(runs_of[other]))
        if len(shared) > SHARED_AT_MOST * least:
            example = " ".join(min(shared))
            message = (
                f"shares {len(shared) / least:.0%} of its six-word runs with {one.stem}, "
                f'among them "{example}"'
            )
            remedy = "say what is true of this function and of no other"
            yield Problem(other.path, 1, message, remedy)
