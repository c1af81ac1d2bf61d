"""The cells of a notebook: what is written over them is read, and what is code is Python."""

import ast
import re
import warnings

from project.problems import Problem, nearest

OPTIONS = {"fig-alt": "What the figure shows.", "first": "true", "hide": "true"}
WRITTEN = re.compile(r"#\|\s*([\w-]+):[ \t]*(.*)")
MEANT = re.compile(r"\s*#\s*\|\s*([\w-]*)\s*([:=]?)")  # a line that may be meant for an option
MAGIC = re.compile(r"^([ \t]*)%(?:config|matplotlib|pip)\b.*", re.M)  # what may stand beside Python
FOREIGN = re.compile(r"\s*[%!?]|.*\?\s*$|\s*[\w, ]+=\s*[%!]")
HIDING = re.compile(r"(?:hide|remove|skip)(?:[_-]\w+)*", re.I)


def check(book):
    """Problems of the options, tags and code of a notebook's cells."""
    for cell in book.cells:
        code = cell["cell_type"] == "code"
        tags = cell["metadata"].get("tags")
        for tag in filter(HIDING.fullmatch, map(str, tags if isinstance(tags, list) else ())):
            remedy = "begin the cell with a line `#| hide: true`" if code else "take the cell away"
            yield Problem(book.path, book.line(cell), f'the tag "{tag}" hides nothing here', remedy)
        for line, what, remedy in (*_options(cell), *_foreign(cell)) if code else ():
            yield Problem(book.path, book.line(cell, line), what, remedy)


def _options(cell):
    """Of each line that is meant for an option and is not read as one: its line, what is wrong with
    it, and the remedy."""
    given: set[str] = set()
    head = True  # where options stand
    for number, line in enumerate("".join(cell["source"]).splitlines(), 1):
        option, meant = WRITTEN.fullmatch(line), MEANT.match(line)
        name, value = (option[1], option[2].strip()) if option else ("", "")
        if meant and not (option and head):
            if line.lstrip().startswith("#|") or (meant[2] and nearest(meant[1], OPTIONS)):
                what = f"the line is no option: {line.strip()}"
                yield number, what, "write it whole into one of the first lines: `#| name: value`"
        elif option and name not in OPTIONS:
            what = f'a cell has no option "{name}"{nearest(name, OPTIONS)}'
            yield number, what, f"use {', '.join(OPTIONS)}; a comment begins with `# `"
        elif option and name in given:
            yield number, f'the option "{name}" stands twice', "keep one"
        elif option and (not value or OPTIONS[name] == "true" != value):
            what = f'the option "{name}" is {value or "empty"}'
            yield number, what, f"write `#| {name}: {OPTIONS[name]}`, or leave it out"
        given.add(name)
        head = head and option is not None


def _foreign(cell):
    """Why the code of a cell is not Python, as `_options` has it."""
    text = "".join(cell["source"])
    kept = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(MAGIC.sub(r"\1pass", text), "cell", "exec", kept)
    except SyntaxError as error:
        number = min(error.lineno or 1, text.count("\n") + 1)
        line = text.split("\n")[number - 1].strip()
        if FOREIGN.match(line):
            remedy = "write it in Python; beside it %config, %matplotlib and %pip may stand"
            yield number, f"a cell is not Python alone: {line}", remedy
        else:
            yield number, f"SyntaxError: {error.msg}", "mend the line"
