"""The formulas of a card, read from their TeX and held against the NumPy reference: every equality
that a card states must hold at many points.

A small reader of its own: SymPy's `parse_latex` refuses cases, and takes a name in \\texttt for a
product of its letters.
"""

import itertools
import math
import re

import numpy as np

from project.problems import Problem, line_of
from project.sources import read

TOKEN = re.compile(
    r"\\texttt\{(?:[^{}\\]|\\_)*\}|\\(?:operatorname|text|mathrm|mathbb|mathbf)\s*(?:\{[^{}]*\}|\d)"
    r"|\\(?:begin|end)\{\w+\}|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S"
)
SPACE = re.compile(  # and what sets the size of what follows
    r"(?<!\\)\\[,;:! ]|~"
    r"|\\(?:q?quad|left|right|bigl|bigr|Bigl|Bigr|displaystyle|textstyle)(?![A-Za-z])"
)
OPEN = {"(": ")", "[": "]", "{": "}", r"\lvert": r"\rvert", "|": "|"}
FUNCTIONS = {
    "exp": np.exp,
    "log": np.log,
    "ln": np.log,
    "tanh": np.tanh,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "sech": lambda x: 1 / np.cosh(x),
    "arctan": np.arctan,
    "erf": np.vectorize(math.erf, otypes=[float]),
    "sign": np.sign,
    "sgn": np.sign,
    "max": lambda *each: np.maximum.reduce(np.broadcast_arrays(*each)),
    "min": lambda *each: np.minimum.reduce(np.broadcast_arrays(*each)),
    "clip": np.clip,
    "sigma": lambda x: 1 / (1 + np.exp(-x)),
    "Phi": lambda x: (1 + FUNCTIONS["erf"](x / np.sqrt(2))) / 2,
    "varphi": lambda x: np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi),
}
CONSTANTS = {"e": math.e, r"\pi": math.pi}
COMPARED = {
    "<": np.less,
    ">": np.greater,
    r"\le": np.less_equal,
    r"\leq": np.less_equal,
    r"\ge": np.greater_equal,
    r"\geq": np.greater_equal,
    "=": np.equal,
    r"\ne": np.not_equal,
    r"\neq": np.not_equal,
}
ROOM = 1e-9  # what rounding may leave between a formula as it stands and a careful program
REMEDY = (
    r"write it with + - / ^ _, \frac, \sqrt, \sum, cases and their conditions, \lvert \rvert, "
    rf"{', '.join(FUNCTIONS)}, and parameters as \texttt{{name}}; "
    "or mend scripts/checking/formulas.py"
)


class Unreadable(Exception):
    """A piece of TeX that has no meaning here."""


def check(entry, path):
    """Problems of the formulas of an entry; path: of its module."""
    for field in filter(lambda field: written(entry, field), entry.EQUATED):
        for what, remedy in faults(entry, field):
            line = line_of(read(path), f"    {field}=")
            yield Problem(path, line, f"the {field} of the card {what}", remedy)


def written(entry, field):
    """Whether it is; what is not yet, checking/unfilled.py tells."""
    return "TODO" not in getattr(entry, field)


def faults(entry, field):
    """(what, remedy) of the first fault of a formula, if any."""
    try:
        known = [
            statement
            for other in entry.EQUATED[: entry.EQUATED.index(field)]
            if written(entry, other)
            for statement in statements(entry, other)
        ]
        stated = statements(entry, field)
        named = set().union(*(each.names for each in stated))
        with np.errstate(all="ignore"):
            for at, meanings in entry.readings(field, named):
                for what in disagreements(stated, known, meanings):
                    yield f"{what}{at}", "correct the formula, or the reference that it tells"
                    return
    except (Unreadable, TypeError, ValueError, LookupError) as error:
        yield f"is not read: {error}", REMEDY


def statements(entry, field):
    return Reader(getattr(entry, field)).statements()


def disagreements(stated, known, meanings):
    """The equalities that do not hold, in words; known: statements that define names for these."""
    if not re.match(r"f|\\frac\{(\\partial|df\}\{dx)", stated[0].texts[0]):
        raise Unreadable(f"it begins with {stated[0].texts[0]}, not with f or its derivative")
    meanings, owed = dict(meanings), [*stated, *known]
    bound = sum("f" in each.names for each in owed) > 1  # one statement alone leaves a name open
    while owed := [each for each in owed if each.unknown(meanings)]:
        told = {each.texts[0] for each in owed}
        for each in owed:
            name, *others = each.unknown(meanings)
            if not others and (each.tells(name) or name not in told and bound and each.indices):
                meanings[name] = each.solved(name, meanings)
                break
        else:
            raise Unreadable(f"nothing says what {min(owed[0].unknown(meanings))} is")
    for each in stated:
        yield from each.disagreements(meanings)


class Statement:
    """An equality of two sides or more.

    names: those that stand in it, of parameters too; indices: those over which it holds.
    """

    def __init__(self, sides, texts, names, indices):
        self.sides, self.texts, self.names, self.indices = sides, texts, names, indices

    def unknown(self, meanings):
        return self.names - meanings.keys()

    def tells(self, name):
        """Whether it is set equal to something, or is what a function is told of."""
        told = re.escape(name)
        return re.fullmatch(rf"{told}|\\?[A-Za-z]+\({told}\)", self.texts[0]) is not None

    def values(self, meanings):
        """What the sides are, for each choice of the indices."""
        for choice in itertools.product(range(1, meanings["size"] + 1), repeat=len(self.indices)):
            scope = meanings | dict(zip(sorted(self.indices), choice))
            yield [side(scope) for side in self.sides]

    def solved(self, name, meanings):
        """What a name stands for: what it is set equal to; any number, where a function of it is
        told; else the number with which the statement holds, by bisection."""
        if self.texts[0] == name:
            return self.sides[1](meanings)
        if self.tells(name):
            return np.linspace(-8, 8, 65)

        def excess(value):
            return sum(left - right for left, right in self.values(meanings | {name: value}))

        low, high = -np.full_like(excess(0.0), 64), np.full_like(excess(0.0), 64)
        rising = np.sign(excess(high))
        if np.any(rising * np.sign(excess(low)) >= 0):
            raise Unreadable(f"nothing says what {name} is")
        for _ in range(64):
            middle = (low + high) / 2
            above = excess(middle) * rising > 0
            low, high = np.where(above, low, middle), np.where(above, middle, high)
        return (low + high) / 2

    def disagreements(self, meanings):
        """In words, the first pair of sides that differ somewhere."""
        for values in self.values(meanings):
            for text, value in zip(self.texts[1:], values[1:]):
                wanted, got = np.broadcast_arrays(values[0], np.asarray(value, float))
                # a formula may leave out a point, as 0/0 does; the reference has none to spare
                empty = np.isnan(got)
                left_out = empty & (meanings["gaps"] and np.mean(empty) < 0.02)
                bad = ~(np.abs(wanted - got) <= ROOM * np.maximum(1, np.abs(wanted))) & ~left_out
                if bad.any():
                    at = np.unravel_index(np.argmax(bad), bad.shape)
                    where = point(meanings, at)
                    yield (
                        f"says {self.texts[0]} = {text}, which is {got[at]:.6g}{where}, where the "
                        f"reference gives {wanted[at]:.6g}"
                    )
                    return


def point(meanings, at):
    """The place of a difference: the input there, of all points along the last axis."""
    if "x" not in meanings or len(at) != 1 or at[0] >= np.shape(meanings["x"])[-1]:
        return ""
    x = np.asarray(meanings["x"])[..., at[0]]
    return f" at x = {np.array2string(x, precision=4, separator=', ')}"


class Reader:
    """Recursive descent; what each method returns takes the meanings of names and gives a value."""

    def __init__(self, text):
        self.at, self.names, self.indices = 0, set(), set()
        plain = re.sub(r"\\[dt]frac(?![A-Za-z])", r"\\frac", SPACE.sub(" ", text))
        self.tokens = TOKEN.findall(plain)

    # Tokens

    @property
    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted):
        """The next token if it is one of those, else ""."""
        if self.next in wanted and self.next:
            self.at += 1
            return self.tokens[self.at - 1]
        return ""

    def need(self, wanted):
        if not self.take(wanted):
            raise self.lost()

    def lost(self):
        rest = " ".join(self.tokens[self.at : self.at + 6])
        return Unreadable(f'cannot read on at "{rest}"' if rest else "it ends too early")

    def piece(self, start):
        """The text of the tokens from there on, shortened."""
        text = "".join(self.tokens[start : self.at])
        return text if len(text) <= 40 else f"{text[:36]} ..."

    # Statements

    def statements(self):
        found = []
        while self.next:
            if self.take(",", r"\\", r"\begin{aligned}", r"\end{aligned}", ".", ";"):
                continue
            if re.fullmatch(r"\\text\s*\{\s*(where|with|for)\s*\}", self.next):
                self.at += 1
                continue
            found.append(self.statement())
        if not found:
            raise Unreadable("it states nothing")
        return found

    def statement(self):
        self.names, self.indices = set(), set()
        sides, texts = [], []
        while True:
            start = self.at
            sides.append(self.set() if self.next == r"\{" else self.sum())
            texts.append(self.piece(start))
            self.take("&")
            if not self.take("="):
                break
        if len(sides) < 2:
            raise Unreadable(f'"{texts[0]}" is no equality')
        return Statement(sides, texts, self.names - self.indices, self.indices)

    # Expressions

    def sum(self):
        sign = self.take("+", "-")
        first = self.product()
        value = (lambda m: -first(m)) if sign == "-" else first
        while sign := self.take("+", "-"):
            value = combine(value, self.product(), np.add if sign == "+" else np.subtract)
        return value

    def product(self):
        value = self.power()
        while True:
            if self.take(r"\cdot", r"\times", r"\odot"):
                value = combine(value, self.power(), np.multiply)
            elif self.take("/"):
                value = combine(value, self.power(), np.divide)
            elif self.starts():
                value = combine(value, self.power(), np.multiply)
            else:
                return value

    def starts(self):
        """Whether a factor begins here."""
        t = self.next
        if t == "|" or t.startswith(r"\text") and not t.startswith(r"\texttt"):
            return False
        return bool(
            t in ("(", "{", r"\lvert", r"\frac", r"\sqrt", r"\sum", r"\begin{cases}")
            or re.match(r"[A-Za-z\d]|\\(operatorname|texttt|mathbb|mathbf)", t)
            or t[1:] in FUNCTIONS
            or t in GREEK
        )

    def power(self):
        base = self.base()
        while self.next in ("^", "_"):
            if self.take("^"):
                base = combine(base, self.script(), np.power)
            else:
                raise self.lost()
        return base

    def script(self):
        """What a command or ^ takes: a group in braces, or one token; of a number one digit."""
        if re.match(r"\d.", self.next):
            self.tokens[self.at : self.at + 1] = self.next[0], self.next[1:]
        return self.group() if self.next == "{" else self.base()

    def group(self):
        end = OPEN[self.tokens[self.at]]
        self.at += 1
        value = self.sum()
        self.need(end)
        return value

    def arguments(self):
        """Those of a function: in brackets, or one factor."""
        if self.next not in ("(", "[", "{"):
            value = self.power()
            if self.starts():
                raise Unreadable(f'it is ambiguous without brackets before "{self.next}"')
            return [value]
        end = OPEN[self.tokens[self.at]]
        self.at += 1
        values = [self.sum()]
        while self.take(","):
            values.append(self.sum())
        self.need(end)
        return values

    def base(self):
        start, token = self.at, self.next
        self.at += 1
        if re.match(r"\d", token):
            return lambda m: float(token)
        if token in (r"\lvert", "|", "(", "{", "["):
            self.at = start
            inner = self.group()
            return absolute(inner) if token in (r"\lvert", "|") else inner
        special = {
            r"\frac": self.fraction,
            r"\sqrt": self.root,
            r"\sum": self.series,
            r"\begin{cases}": self.cases,
        }
        if token in special:
            return special[token]()
        if re.fullmatch(r"\\math(bb|bf)\s*\{?1\}?", token):
            return self.indicator()
        if match := re.fullmatch(r"\\(?:operatorname\s*\{)?(\w+)\}?", token):
            if match[1] in FUNCTIONS:
                return self.application(match[1])
        if token == r"\delta":
            self.need("_")
            one, other = self.subscripts()
            return lambda m: float(m[one] == m[other])
        if token == "f":
            prime = self.take("'")
            if self.next == "(":
                return self.reference(f"f{prime}")
        if token.startswith(r"\texttt{"):
            token = token[len(r"\texttt{") : -1].replace(r"\_", "_")
        elif not re.fullmatch(r"[A-Za-z]", token) and token not in GREEK:
            self.at = start
            raise self.lost()
        return self.name(token)

    def name(self, token):
        if token in CONSTANTS:
            return lambda m: CONSTANTS[token]
        self.names.add(token)
        return self.indexed(lambda m: m[token])

    def indexed(self, value):
        """One of the numbers of a vector, where a subscript follows."""
        if not self.take("_"):
            return value
        (index,) = self.subscripts()
        return lambda m: value(m)[m[index] - 1]

    def subscripts(self):
        """The indices of a subscript: `i`, `{ij}`."""
        braced, found = self.take("{"), []
        while re.fullmatch(r"[a-z]", self.next) and (braced or not found):
            found.append(self.take(self.next))
        if braced:
            self.need("}")
        if not found:
            raise self.lost()
        self.indices |= {*found}
        return found

    def application(self, name):
        """A function, maybe to a power, of its arguments."""
        exponent = self.script() if self.take("^") else None
        arguments = self.arguments()

        def value(m):
            given = FUNCTIONS[name](*(argument(m) for argument in arguments))
            return given if exponent is None else given ** exponent(m)

        return value

    def reference(self, name):
        """The entry's own f or f', as its reference computes it."""
        arguments = self.arguments()
        self.names.add(name)
        return self.indexed(lambda m: m[name](*(argument(m) for argument in arguments)))

    def fraction(self):
        if self.tokens[self.at : self.at + 2] == ["{", r"\partial"]:
            return self.derivative()
        if self.tokens[self.at : self.at + 8] == list("{df}{dx}"):
            self.at += 8
            return lambda m: m["partial"]("x", None, None)
        above, below = self.script(), self.script()
        return combine(above, below, np.divide)

    def derivative(self):
        """Of an output by an input or a parameter."""
        ends = []
        for _ in range(2):
            self.need("{")
            self.need(r"\partial")
            token = self.next.replace(r"\_", "_")
            self.at += 1
            index = self.subscripts() if self.take("_") else [None]
            self.need("}")
            ends.append((re.sub(r"\\texttt\{(\w+)\}", r"\1", token), *index))
        (of, i), (by, j) = ends
        if of != "f":
            raise Unreadable(f"{of} is not differentiated")
        return lambda m: m["partial"](by, m.get(i), m.get(j))

    def root(self):
        degree = self.group() if self.next == "[" else lambda m: 2
        inner = self.script()
        return lambda m: np.power(inner(m), 1 / degree(m))

    def series(self):
        """A sum over an index: from one number to another, or over all."""
        self.need("_")
        braced = self.take("{")
        index = self.next
        self.at += 1
        low, high = (lambda m: 1), (lambda m: m["size"])
        if braced:
            low = self.sum() if self.take("=") else low
            self.need("}")
        if self.take("^"):
            high = self.script()
        before = set(self.indices)
        body = self.product()
        self.indices = before | self.indices - {index}

        def value(m):
            every = range(round(low(m)), round(high(m)) + 1)
            return sum(body(m | {index: k}) for k in every)

        return value

    def indicator(self):
        if self.take("_"):
            end = "}"
            self.need("{")
        else:
            end = {"[": "]", "(": ")", r"\{": r"\}"}.get(self.next, "")
            self.at += 1
        holds = self.condition()
        self.need(end)
        return lambda m: np.where(holds(m), 1.0, 0.0)

    def set(self):
        """The indices for which a condition holds: one row of truths for each."""
        self.need(r"\{")
        (index,) = self.subscripts()
        self.need(":")
        holds = self.condition()
        self.need(r"\}")
        self.indices.discard(index)
        return lambda m: np.array([holds(m | {index: i}) for i in range(1, m["size"] + 1)])

    # Cases

    def cases(self):
        branches = []
        while True:
            value = self.sum()
            self.take(",")
            self.need("&")
            branches.append((value, None if self.otherwise() else self.condition()))
            if self.take(r"\end{cases}"):
                break
            self.need(r"\\")
            if self.take(r"\end{cases}"):
                break

        def chosen(m):
            result = np.nan
            for value, holds in branches:
                given = value(m)
                if holds is not None and np.any(holds(m) & (np.abs(result - given) > ROOM)):
                    raise Unreadable("two cases that differ hold at once")
                here = np.isnan(result) if holds is None else holds(m)
                result = np.where(here, given, result)
            return result

        return chosen

    def otherwise(self):
        """Whether the last case is what is left."""
        found = re.fullmatch(r"\\text\s*\{\s*(else|otherwise)\s*\}", self.next)
        self.at += bool(found)
        return found

    def condition(self):
        self.at += re.fullmatch(r"\\text\s*\{\s*(if|for)\s*\}", self.next) is not None
        value = self.comparison()
        while joint := re.fullmatch(r"\\text\s*\{\s*(or|and)\s*\}", self.next):
            self.at += 1
            operation = np.logical_or if joint[1] == "or" else np.logical_and
            value = combine(value, self.comparison(), operation)
        return value

    def comparison(self):
        """`0 < x < 6`, `i, j \\in S`."""
        ahead = self.tokens[self.at :]
        if r"\in" in ahead and all(t == "," or len(t) == 1 for t in ahead[: ahead.index(r"\in")]):
            members = [t for t in ahead[: ahead.index(r"\in")] if t != ","]
            self.at += ahead.index(r"\in") + 1
            self.indices |= {*members}
            among = self.base()
            return lambda m: np.logical_and.reduce([among(m)[m[k] - 1] for k in members])
        if re.match(r"\\text(?!tt)", self.next):
            raise self.lost()
        left, parts = self.sum(), []
        while relation := self.take(*COMPARED):
            right = self.sum()
            parts.append(combine(left, right, COMPARED[relation]))
            left = right
        if not parts:
            raise self.lost()
        return lambda m: np.logical_and.reduce([part(m) for part in parts])


GREEK = {
    f"\\{name}"
    for name in "alpha beta gamma delta lambda theta tau mu rho omega kappa eta pi".split()
}


def combine(left, right, operation):
    return lambda m: operation(left(m), right(m))


def absolute(inner):
    """The size of a number, or how many a set has."""

    def value(m):
        given = np.asarray(inner(m))
        return given.sum(axis=0) if given.dtype == bool else np.abs(given)

    return value
