"""Every block that a reader takes for Python is run, or says that it is not and why."""

import ast
import re
from functools import cache

from project.problems import Problem, line_at, nearest
from project.sources import FENCE, blank, fences

NOT_RUN = "begin it with `# not run: ` and the reason"
CALLED = f"call it `python`, which is run; or, called so, {NOT_RUN}"
MARKED = re.compile(r"^[ \t]*(`{3,}|~{3,})[^`\n]*$", re.M)  # a line that begins or ends a block
CLOSED = (
    "end a block by the signs that begin it, as many and as far in; one that shows such a line is"
    " written with more of them"
)
SESSION = re.compile(r"^[ \t]*(?:>>>|In \[\d+\]:)[ \t]", re.M)
OPTIONS = re.compile(r"""\s*(?:(?:hl_lines|title)=("[^"]*"|'[^']*')\s*)*""")
SAID = ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.With
FAMILY = re.compile(r"ython|numpy", re.I)  # in the names of languages that are Python, or nearly


def check(source, is_run):
    """Problems of the blocks of a page, or of a notebook's words. is_run: whether code is run
    there."""
    for text, place in source.fenced:
        for line, said in _open(text):
            what = f'a block of code is not closed as it was opened: "{said}"'
            yield Problem(source.path, place(line), what, CLOSED)
        for fence in fences(text):
            for message, remedy in _problems(fence, is_run):
                yield Problem(source.path, place(fence.line - 1), message, remedy)


def _open(text):
    """(line, what stands there) of each line that looks like the first or last one of a block, and
    is none: it stands in no block, or within one that it would end."""
    for match in MARKED.finditer(FENCE.sub(blank, text)):
        yield line_at(match), match[0].strip()
    for fence in FENCE.finditer(text):
        first = text.count("\n", 0, fence.start(4)) + 1
        for match in MARKED.finditer(fence[4]):
            if match[1].startswith(fence[2]):
                yield first + line_at(match) - 1, match[0].strip()


def _problems(fence, is_run):
    language = re.sub(r"^[{.\s]+|[}.\s].*$", "", fence.language)
    if fence.language == "python":
        if fence.why == "":
            yield (
                "a block is not run, and does not say why",
                "write the reason behind `# not run: `",
            )
        if fence.is_run and not is_run:
            yield (
                "a block of Python stands where no code is run",
                f"show it on the page of a function or a topic; or {NOT_RUN}",
            )
    elif not language:
        yield "a block names no language", "call it `python`, `output`, or `text` for other text"
    elif re.search("py", f"{language}{_languages().get(language.lower(), '')}", re.I):
        yield f'a block of Python called "{fence.language}" is not run', CALLED
    elif language != fence.language or language not in _languages():
        meant = nearest(language, _languages())
        what = f'no language is called "{fence.language}"{meant}'
        yield what, "call it `python`, `output`, or as Pygments does; `text` is any"
    elif language != "output" and _is_python(fence.text):
        yield f'a block called "{fence.language}" is Python, and is not run', CALLED
    if not OPTIONS.fullmatch(fence.options):
        what = f'what stands behind "{fence.language}" is not read: {fence.options.strip()}'
        yield what, 'leave it out; read are hl_lines="2" and title="..."'


def _is_python(text):
    """Whether a text is a session of Python, or code that imports, defines or calls something of a
    module."""
    if SESSION.search(text):
        return True
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return any(
        isinstance(node, SAID)
        or isinstance(getattr(node, "value", None), ast.Call)
        and isinstance(node, ast.Expr)
        and isinstance(node.value.func, ast.Attribute)
        for node in body
    )


@cache
def _languages():
    """What is shown in colours, and what code prints: names of languages, with "py" for those that
    are Python, or nearly."""
    from pygments.lexers import get_all_lexers  # slow to import, and seldom needed

    known = {
        alias: "py" if FAMILY.search(name) else ""
        for name, aliases, *_ in get_all_lexers(plugins=False)
        for alias in aliases
    }
    return known | {"output": ""}
