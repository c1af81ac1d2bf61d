"""What the page in place of a missing one offers: every entry that has a page, in its group."""

import catalog


def groups():
    """Title -> name, address and other names of each member."""
    known = {entry: catalog.load(*entry) for entry in catalog.entries()}
    offered = {
        title: [
            (name, f"{family}/{name}/", known[family, name].aliases)
            for name in names
            if (family, name) in known
        ]
        for family in catalog.families()
        for title, names in catalog.groups(family).items()
    }
    return {title: members for title, members in offered.items() if members}
