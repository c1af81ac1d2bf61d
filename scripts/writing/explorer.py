"""What moves on a page: a function as JavaScript, generated from the expression that the prover sees, with the catalog's facts for its controls.

The script of a function of a number registers one of x, the parameters and a side: 0 for the value at x, -1 and 1 for the limits from
the left and the right; that of a function of a vector, one that gives the outputs and the Jacobian at a vector. Knows no page beyond the
line that asks for the script.
"""

import ast
import json
import math
from itertools import product
from pathlib import Path

import numpy as np
import sympy
from sympy.core.relational import Relational
from sympy.printing.codeprinter import PrintMethodNotImplementedError
from sympy.printing.jscode import JavascriptCodePrinter

from catalog.expressions import evaluate
from catalog.kinds.function import Function
from catalog.kinds.vector import Vector
from catalog.pictures import Levels, Matrix, Slice

X = sympy.Symbol("x", real=True)
SLIDER_STEPS = 100  # of a slider, at least; its step is a power of ten
READY = {  # comparisons to begin with, written as in an address; shown when all members have their page
    "ReLU and its leaks": ("relu", "leaky_relu", "prelu=alpha:0.5"),
    "ReLU and its cap": ("relu", "relu6"),
    "Three exponential tails": ("elu", "selu", "celu"),
    "Smooth relatives of ReLU": ("gelu", "silu", "mish"),
}
TEMPERATURE = {"min": 0.1, "max": 5, "step": 0.05}
LITERALS = {None: "null", False: "false", True: "true"}


def write(function, path):
    """The files of a function, by name: its script, and the Markdown with which a page takes the explorer in.

    path: of its proofs module.
    """
    known = forms(path)
    if isinstance(function, Vector):
        return {
            "explorer.js": vector_script(function, known),
            "explorer.md": vector_mount(function),
        }
    return {
        "explorer.js": script(function, known["f"], known["gradient"]),
        "explorer.md": mount(function),
    }


def forms(path):
    """The names of a proofs module, f and its derivative among them. Its `==` asks for equal values, as Z3 reads it; SymPy's own for equal expressions."""
    tree = ast.fix_missing_locations(
        _Equality().visit(ast.parse(Path(path).read_text(encoding="utf-8")))
    )
    names = {"__name__": "explored", "equal_values": _equal_values}
    exec(compile(tree, path, "exec"), names)  # our own code
    return names


class _Equality(ast.NodeTransformer):
    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) > 1 or not isinstance(node.ops[0], ast.Eq):
            return node
        call = ast.Call(ast.Name("equal_values", ast.Load()), [node.left, *node.comparators], [])
        return ast.copy_location(call, node)


def _equal_values(one, other):
    return (
        sympy.Eq(one, other)
        if isinstance(one, sympy.Basic) or isinstance(other, sympy.Basic)
        else one == other
    )


def script(function, f, gradient):
    """The function for the browser: its two forms, the points where they break, and its controls."""
    picture = function.pictures[0]
    facts = {
        "title": function.title,
        "name": function.name,
        "window": picture.window,
        "reach": [picture.height or reach(function.f, picture), reach(function.gradient, picture)],
        "parameters": [control(p) for p in function.parameters],
    }
    head = f"(x, [{', '.join(p.name for p in function.parameters)}], side = 0)"
    value, slope, breaks = (_chosen(function, case) for case in _cases(function, f, gradient))
    return (
        f'guide.functions["{function.family}/{function.stem}"] = {{\n...{json.dumps(facts, ensure_ascii=False)},\n'
        f"f: {head} => {value},\ngradient: {head} => {slope},\nbreaks: {head.replace('x, ', '').replace(', side = 0', '')} => {breaks},\n}}\n"
    )


def vector_script(function, forms):
    """The function for the browser: its outputs and its Jacobian at as many inputs as can be overlooked, and its controls."""
    facts = json.dumps(vector_facts(function), ensure_ascii=False)
    at = evaluator(forms, _inputs(function))
    return (
        f'guide.functions["{function.family}/{function.stem}"] = {{\n...{facts},\nat: {at},\n}}\n'
    )


def vector_facts(function):
    """What the explorer shows and lets set. Where a shift of the inputs changes nothing, a temperature divides them."""
    n = _inputs(function)
    windows = [
        picture.window for picture in function.pictures if isinstance(picture, (Slice, Levels))
    ]
    names = [f"x{_index(i)}" for i in range(n)]
    for picture in function.pictures:
        if (
            isinstance(picture, Levels) and len(picture.vector) == len(picture.indices) == n
        ):  # it names every input
            names = [picture.names[picture.indices.index(i)] for i in range(n)]
    return {
        "title": function.title,
        "inputs": names,
        "outputs": [f"f{_index(i)}" for i in range(function.length_of(n))],
        "start": next(
            picture.vector for picture in function.pictures if isinstance(picture, Matrix)
        )[:n],
        "range": _slider(min(low for low, _ in windows), max(high for _, high in windows)),
        "temperature": _temperature(function),
        "simplex": _holds(function, "on_simplex"),
    }


def _index(i):
    return chr(ord("₁") + i)


def _inputs(function):
    """How many inputs the explorer has: three, and two where two give one output."""
    return min(n for n in function.lengths if n >= 3 or function.length_of(n) < n)


def _holds(function, name):
    return bool(evaluate(function.claim(name).when, {"n": _inputs(function)}))


def _temperature(function):
    return TEMPERATURE if _holds(function, "shift_invariant") else None


CHOICES = ("where", "maximum", "minimum")  # of the proofs' engine


def evaluator(forms, n):
    """A JavaScript function of n inputs that returns {f, jacobian}, from what a proofs module calls so.

    What is chosen among cases gets a name, and so does what occurs twice: written out, choices within choices grow without end.
    """
    named = {}

    def name(choice):
        def named_choice(*arguments):
            made = choice(*arguments)
            return (
                named.setdefault(made, sympy.Symbol(f"b{len(named)}", real=True))
                if isinstance(made, sympy.Piecewise)
                else made
            )

        return named_choice

    usual = {choice: forms[choice] for choice in CHOICES if choice in forms}
    forms.update({choice: name(usual[choice]) for choice in usual})
    x = sympy.symbols(f"x1:{n + 1}", real=True)
    f, jacobian = forms["f"](x), forms["jacobian"](x)
    forms.update(usual)
    common, (*chosen, values, matrix) = sympy.cse(
        [*named, sympy.Matrix(f), sympy.Matrix(jacobian)], sympy.numbered_symbols("c")
    )
    meanings, lines = dict(common) | dict(zip(named.values(), chosen)), {}

    def define(form):  # what it is made of first
        for symbol in sorted(form.free_symbols & meanings.keys() - lines.keys(), key=str):
            define(meanings[symbol])
            lines[symbol] = f"const {symbol} = {javascript(meanings[symbol])}\n"

    define(values)
    define(matrix)
    rows = ", ".join(_array(map(javascript, row)) for row in matrix.tolist())
    values = [
        f"guide.tie({javascript(value)}, 0)" if named else javascript(value) for value in values
    ]  # where cases meet there is rounding
    made = f"f: {_array(values)}, jacobian: [{rows}]"
    return f"({_array(map(str, x))}) => {{\n{''.join(lines.values())}return {{ {made} }}\n}}"


def _array(items):
    return f"[{', '.join(items)}]"


def reach(form, picture):
    """Least and largest value in a picture, so that no setting of the controls drives the axis far beyond."""
    x = np.linspace(*picture.window, 201)
    values = np.concatenate([form(x, **each) * np.ones_like(x) for each in picture.values])
    return round(float(values.min()), 6), round(float(values.max()), 6)


def mount(function):
    """Where the explorer goes, with as many empty rows as it will fill, so that nothing moves when it begins."""
    return _place(
        function,
        "explorer",
        ("assets/scripts/graph.js", "generated/functions.js"),
        len(function.parameters) + 3,
    )


def vector_mount(function):
    """The same for a function of a vector, with a place for its drawing."""
    drawing = '<svg class="drawing" viewBox="0 0 504 240"></svg>'
    return _place(
        function,
        "vector",
        ("assets/scripts/graph.js", "generated/functions.js"),
        _inputs(function) + bool(_temperature(function)) + 1,
        drawing,
    )


def _place(function, start, shared, rows, drawing=""):
    files = (
        *shared,
        f"assets/scripts/{start}.js",
        f"generated/{function.family}/{function.stem}/explorer.js",
    )
    scripts = " ".join(f"../../{file}" for file in files)
    inside = drawing + '<div class="row"></div>' * rows + '<div class="reading"></div>'
    return f'<div class="explorer" data-start="{start}" data-function="{function.family}/{function.stem}" data-scripts="{scripts}">{inside}</div>\n'


def index(functions):
    """The script that names every function with an explorer, those of a vector by themselves, and the ready comparisons."""
    elementwise = [f for f in functions if isinstance(f, Function)]
    keys = {f.stem: f"{f.family}/{f.stem}" for f in elementwise}
    titles = {keys[f.stem]: f.title for f in elementwise}
    vectors = {
        f"{f.family}/{f.stem}": {
            "title": f.title,
            "inputs": _inputs(f),
            "outputs": f.length_of(_inputs(f)),
        }
        for f in functions
        if isinstance(f, Vector)
    }
    members = {title: [part.partition("=") for part in parts] for title, parts in READY.items()}
    ready = [
        [title, "&".join(keys[stem] + equals + settings for stem, equals, settings in parts)]
        for title, parts in members.items()
        if all(stem in keys for stem, _, _ in parts)
    ]
    named = {"titles": titles, "vectors": vectors, "ready": ready}
    return "".join(
        f"guide.{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in named.items()
    )


def comparison(still):
    """Where the comparison goes, on a page at the site's root; still: what stands there without JavaScript."""
    scripts = "../assets/scripts/graph.js ../generated/functions.js ../assets/scripts/compare.js"
    return f'<div class="explorer compare" data-start="compare" data-scripts="{scripts}" markdown>\n\nWith JavaScript on, the curves are drawn here. Each function has its graph on its page:\n\n{still}\n</div>\n'


def control(parameter):
    """How a parameter is set: a slider over the numbers of its sweep, a switch for None or between False and True."""
    numbers = [v for v in parameter.sweep if not _is_switch(v) and math.isfinite(v)]
    switched = {v for v in parameter.sweep if _is_switch(v)}
    made = {"name": parameter.name, "value": parameter.default, "switch": sorted(switched, key=str)}
    if numbers:
        low, high = min(numbers), max(numbers)
        if low == high:
            low, high = sorted((0, 2 * high))
        usual = next(
            (v for v in (parameter.default, parameter.contrast) if v in numbers), numbers[0]
        )
        made |= _slider(low, high) | {"usual": usual}
    if switched not in (set(), {None} if numbers else {False, True}):
        raise ValueError(f"no control for {parameter.name} with the values {parameter.sweep}")
    return made


def _slider(low, high):
    step = 10 ** math.floor(math.log10((high - low) / SLIDER_STEPS) + 1e-9)
    low, high = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return {"min": round(low, 12), "max": round(high, 12), "step": round(step, 12)}


def _is_switch(value):
    return value is None or isinstance(value, bool)


def _cases(function, f, gradient):
    """f, gradient and breaks: of each a mapping from the switched values (None where a number is given) to JavaScript."""
    value, slope, breaks = {}, {}, {}
    choices = []
    for p in function.parameters:
        switched = [v for v in dict.fromkeys(p.sweep) if _is_switch(v)]
        symbol = [sympy.Symbol(p.name, real=True)] if len(switched) < len(set(p.sweep)) else []
        choices.append(switched + symbol)
    for case in product(*choices):
        spelt = [_spelt_out(form(X, *case)) for form in (f, gradient)]
        value[case], slope[case] = map(javascript, spelt)
        breaks[case] = (
            f"[{', '.join(sorted({javascript(at) for form in spelt for at in _breaks(form)}))}]"
        )
    return value, slope, breaks


def _chosen(function, cases):
    """One JavaScript expression that chooses among the cases by the values of the parameters."""
    *others, last = cases
    conditions = [
        " && ".join(
            f"{p.name} === {LITERALS[v]}"
            for p, v in zip(function.parameters, case, strict=True)
            if _is_switch(v)
        )
        for case in others
    ]
    return (
        "".join(f"{condition} ? {cases[case]} : " for condition, case in zip(conditions, others))
        + cases[last]
    )


def _spelt_out(form):
    """The form with Piecewise in place of Abs, Max and Min, whose kinks would else be hidden."""
    return sympy.sympify(form).rewrite(sympy.Piecewise)


def _breaks(form):
    """The x at which a condition of the form changes."""
    for condition in form.atoms(Relational):
        if X in condition.free_symbols:
            yield from sympy.solve(condition.lhs - condition.rhs, X)


def javascript(form):
    """A SymPy expression in JavaScript, in one line; ValueError for what JavaScript's Math lacks."""
    try:
        return " ".join(_Printer({"strict": True}).doprint(form).split())
    except PrintMethodNotImplementedError as error:
        raise ValueError(str(error).splitlines()[0]) from None


class _Printer(JavascriptCodePrinter):
    """Constants are numbers. A condition on x is decided by the side where both of its sides are equal: there their difference goes the way of its slope."""

    def _print(self, form, **settings):
        constant = isinstance(form, sympy.Expr) and form.is_number and not form.is_Rational
        return repr(float(sympy.N(form, 30))) if constant else super()._print(form, **settings)

    def _print_Relational(self, condition):
        difference = condition.lhs - condition.rhs
        slope = sympy.diff(difference, X)
        way = {0: "0", 1: "side", -1: "-side"}.get(slope, f"side*({self._print(slope)})")
        return f"(guide.tie({self._print(difference)}, {way}) {condition.rel_op} 0)"

    def _print_erf(self, form):
        return f"guide.erf({self._print(form.args[0])})"

    def _print_ITE(self, choice):
        test, yes, no = map(self._print, choice.args)
        return f"(({test}) ? ({yes}) : ({no}))"
