"""The theme's style sheets, cut down to what the site can use."""

import re
from pathlib import Path

import tinycss2
from tinycss2.ast import LiteralToken

from project.files import digest, versions, write
from project.once import once
from project.paths import CACHE

VALUE = re.compile(r'(?<! d)="([^"]*)"')  # of any attribute but a path's
WORD = re.compile(r"[\w-]+")
ASKED = re.compile(r"var\(\s*(--[\w-]+)")
NESTING = ("media", "supports", "layer", "container")  # at-rules that hold rules


def write_cut(site, pages):
    """Writes the theme's style sheets of a built site with the rules that can apply: each class,
    and each value of an attribute, that a rule asks for stands in an attribute of a page, or in a
    script, which may set it later. Custom properties that nothing asks for go.

    pages: the text of each, by its file.
    """

    def texts(kind):  # of assets; the scripts in deeper folders are the search's, and see no page
        return {
            file: file.read_text(encoding="utf-8")
            for file in sorted(site.glob(f"assets/*/*.{kind}"))
        }

    scripts, sheets = texts("js").values(), texts("css")
    known = {word for text in scripts for word in WORD.findall(text)}
    known = known.union(*map(_words, pages.values()))
    theme = {file: sheets.pop(file) for file in site.glob("assets/stylesheets/*.css")}
    for file, text in theme.items():
        others = (other for other in theme.values() if other != text)
        askers = (*others, *sheets.values(), *pages.values(), *scripts)
        write(file, _cut(text, known & set(WORD.findall(text)), set().union(*map(_asked, askers))))


@once
def _words(page):
    """The words in the values of a page's attributes."""
    return {word for value in set(VALUE.findall(page)) for word in WORD.findall(value)}


@once
def _asked(text):
    """The custom properties that a text asks for."""
    return set(ASKED.findall(text))


def _cut(text, known, asked):
    """A style sheet as bytes, remembered by content.

    known: words that classes and values may be. asked: custom properties that others ask for.
    """
    code = Path(__file__).read_bytes()
    key = digest(text, *sorted(known), *sorted(asked), versions("tinycss2"), code)
    file = CACHE / "styles" / f"{key}.css"
    if not file.is_file():
        rules, before = _applying(_rules(text), known), None
        # A property may have been asked for by one that goes.
        while before != (after := tinycss2.serialize(rules)):
            before = after
            _forget(rules, asked | set(ASKED.findall(after)))
        write(file, after.encode())
    return file.read_bytes()


def _rules(source):
    parse = tinycss2.parse_stylesheet if isinstance(source, str) else tinycss2.parse_rule_list
    return parse(source, skip_comments=True, skip_whitespace=True)


def _nests(rule):
    return rule.type == "at-rule" and rule.lower_at_keyword in NESTING and rule.content is not None


def _applying(rules, known):
    """The rules that can apply, each with those of its selectors that can."""
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [selector for selector in _parts(rule.prelude) if _needs(selector) <= known]
            rule.prelude = [
                token for selector in selectors for token in (LiteralToken(0, 0, ","), *selector)
            ][1:]
        elif _nests(rule):
            rule.content = _applying(_rules(rule.content), known)
        empty = rule.content == [] if rule.type == "at-rule" else not rule.prelude
        if not empty:
            kept.append(rule)
    return kept


def _parts(tokens, at=","):
    """Tokens, parted at a sign."""
    parts = [[]]
    for token in tokens:
        if token == at:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _needs(selector):
    """The classes and the values of attributes without which a selector matches nothing. What
    stands in :not() or :is() is left aside."""
    needs = {
        name.value
        for dot, name in zip(selector, selector[1:])
        if dot == "." and name.type == "ident"
    }
    for block in selector:
        if block.type == "[] block":
            needs |= {
                word
                for token in block.content[1:]
                if token.type in ("ident", "string")
                for word in WORD.findall(token.value)
            }
    return needs


def _property(declaration):
    return next((token.value for token in declaration if token.type == "ident"), "")


def _forget(rules, wanted):
    """Takes away the custom properties that nothing asks for."""
    for rule in rules:
        if _nests(rule):
            _forget(rule.content, wanted)
        elif rule.type == "qualified-rule":
            kept = [
                part
                for part in _parts(rule.content, ";")
                if not (name := _property(part)).startswith("--") or name in wanted
            ]
            rule.content = [token for part in kept for token in (LiteralToken(0, 0, ";"), *part)][
                1:
            ]
