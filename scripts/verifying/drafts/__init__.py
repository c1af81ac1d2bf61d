"""With what an entry of each kind begins: one module a kind, under the name of the module of its
facts.

A draft gives:

    proposed(call, settings)   what is seen of the installed function on samples, as it is written
                               in the module: a text for each field that MODULE names; call:
                               (x, **parameters) -> array, in float64; settings: the values of the
                               parameters, the defaults first
    MODULE, PROOFS, START      the texts, for str.format; scaffold.py gives the rest; START is the
                               code under the card
"""

import importlib
import json
import textwrap

CONFIRM = "  # proposed: confirm"
WIDTH = 100


def call(name, *parts, indent=8):
    """A call as an item of a tuple, marked, in as many lines as it takes."""
    line = f"{name}({', '.join(parts)}),"
    lines = [line + CONFIRM]
    if indent + len(line + CONFIRM) > WIDTH:
        lines = [f"{name}({CONFIRM}", *(f"    {part}," for part in parts), "),"]
    return "\n".join(" " * indent + line for line in lines)


def marked(line, remark="", indent=8):
    """A line that is to be confirmed, and a remark: behind it, or above where that is too long."""
    whole = line + CONFIRM + f"; {remark}" * bool(remark)
    lines = [whole]
    if indent + len(whole) > WIDTH:
        lines = [f"# {words}" for words in textwrap.wrap(remark, WIDTH - indent - 2)]
        lines.append(line + CONFIRM)
    return "\n".join(" " * indent + line for line in lines)


def quoted(text):
    """A string as it is written."""
    return repr(text) if '"' in text and "'" not in text else json.dumps(text, ensure_ascii=False)


def listed(parts):
    """A tuple as it is written in a line: one of one element with its comma."""
    parts = list(parts)
    return f"({', '.join(parts)}{',' * (len(parts) == 1)})"


def named(kind):
    return importlib.import_module(f"verifying.drafts.{kind}")
