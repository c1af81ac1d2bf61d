"""Every block that a reader takes for Python is run, or says that it is not and why."""

import re
from functools import cache

from project.problems import Problem, nearest
from project.sources import fences

NOT_RUN = "begin it with `# not run: ` and the reason"
FAMILY = re.compile(r"ython|numpy", re.I)  # in the names of languages that are Python, or nearly


def check(source, is_run):
    """Problems of the blocks of a page, or of a notebook's words. is_run: whether code is run
    there."""
    for text, place in source.fenced:
        for fence in fences(text):
            for message, remedy in _problems(fence, is_run):
                yield Problem(source.path, place(fence.line - 1), message, remedy)


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
        yield (
            f'a block of Python called "{fence.language}" is not run',
            f"call it `python`, which is run; or, called so, {NOT_RUN}",
        )
    elif language != fence.language or language not in _languages():
        meant = nearest(language, _languages())
        what = f'no language is called "{fence.language}"{meant}'
        yield what, "call it `python`, `output`, or as Pygments does; `text` is any"


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
