"""Puts an archive of the built site that opens from disk into `site/`, and a link to it on the home
page: `python scripts/offline.py`, after a build."""

from finishing import offline
from project.problems import Problem, Refused, end_with
from publish import SITE


def main():
    if not (SITE / "index.html").is_file():
        raise Refused(Problem(SITE, 1, "there is no site", "build it: `make site`"))
    offline.offer(SITE)


if __name__ == "__main__":
    end_with(main)
