"""The entries, and the topics, that are meant by a name that was typed."""

import sys

import catalog
from project.problems import nearest


def entries(name=None):
    """Every (family, stem) that is called so, `relu`, or with its family before a slash; without a
    name all. Where there is none, the program ends."""
    return _called(name, catalog.entries())


def recorded(name=None):
    """The same of all of which there are records: the entries and the topics."""
    from project import sources  # which takes YAML: the environment of the frameworks has none

    topics = [(sources.GUIDE, path.parent.name) for path in sources.topic_paths()]
    return _called(name, [*catalog.entries(), *topics])


def _called(name, known):
    found = [entry for entry in known if name in (None, entry[1], "/".join(entry))]
    return found or sys.exit(unknown(name, known))


def unknown(name, known):
    """Why a name is refused, and what may have been meant."""
    stem = name.split("/")[-1]
    if any(stem in catalog.unwritten(family) for family in catalog.families()):
        return f"{stem} is not written yet; `make new NAME={stem}` begins it"
    stems = [stem for _, stem in known]
    return f"there is no {name}{nearest(stem, stems) or '; there are ' + ', '.join(stems)}"
