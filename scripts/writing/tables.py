"""Markdown out of facts: the card, the tables of section 10, the gallery and the comparison.

Pure functions of the catalog and of the record that scripts/backends.py wrote; no Keras. Conditions are set in TeX
from the catalog's own expressions, so that what is shown is what was checked.
"""

import ast
import math
import posixpath
import re
from functools import singledispatch

import numpy as np

import catalog
from catalog.expressions import evaluate
from catalog.kinds.differentiable import SMOOTHNESS
from catalog.kinds.function import Function
from catalog.kinds.vector import Vector
from writing import bibliography

FRAMEWORKS = {"jax": "JAX", "torch": "PyTorch", "tensorflow": "TensorFlow"}
COMPARISONS = {
    ast.Lt: "<", ast.LtE: r"\le", ast.Gt: ">", ast.GtE: r"\ge", ast.Eq: "=", ast.NotEq: r"\ne", ast.In: r"\in",
    ast.NotIn: r"\notin", ast.Is: "=", ast.IsNot: r"\ne",
}  # fmt: skip
ARITHMETIC = {
    ast.Add: "{} + {}",
    ast.Sub: "{} - {}",
    ast.Mult: r"{} \, {}",
    ast.Div: r"\frac{{{}}}{{{}}}",
    ast.Pow: "{}^{{{}}}",
}
FLOAT16 = {65504.0: "largest", 2.0**-14: "least normal", 2.0**-24: "least"}


def tex(expression, symbols):
    """A catalog expression in TeX, without its dollars: `tex("max(1, abs(a))", {"a": "a"})`.

    symbols: TeX by parameter name. Raises ValueError for syntax that the catalog does not use.
    """

    def show(node):
        match node:
            case ast.Constant(value=None | True | False):
                return rf"\text{{{node.value}}}"
            case ast.Constant():
                return f"{node.value:g}"
            case ast.Name(id="inf"):
                return r"\infty"
            case ast.Name():
                return symbols[node.id]
            case ast.UnaryOp(op=ast.USub()):
                return f"-{inner(node.operand)}"
            case ast.BinOp():
                return ARITHMETIC[type(node.op)].format(inner(node.left), inner(node.right))
            case ast.Compare():
                signs = [COMPARISONS[type(op)] for op in node.ops]
                return show(node.left) + "".join(
                    f" {s} {show(c)}" for s, c in zip(signs, node.comparators, strict=True)
                )
            case ast.BoolOp():
                return rf" \text{{ {'and' if isinstance(node.op, ast.And) else 'or'} }} ".join(
                    map(term, node.values)
                )
            case ast.Tuple():
                return rf"\{{{', '.join(map(show, node.elts))}\}}"
            case ast.Call(func=ast.Name(id="abs")):
                return rf"\lvert {show(node.args[0])} \rvert"
            case ast.Call(func=ast.Name(id=name)):
                return rf"\{name}({', '.join(map(show, node.args))})"
        raise ValueError(f"no TeX for {ast.unparse(node)!r}")

    def term(node):
        return f"({show(node)})" if isinstance(node, ast.BoolOp) else show(node)

    def inner(node):
        sums = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
        return f"({show(node)})" if sums else show(node)

    return show(ast.parse(expression, mode="eval").body)


def cases(expression, symbols):
    """A catalog expression as a table's cell; each branch of a conditional with its condition."""
    node = ast.parse(expression, mode="eval").body
    parts = []
    while isinstance(node, ast.IfExp):
        parts.append(
            f"${tex(ast.unparse(node.body), symbols)}$ for ${tex(ast.unparse(node.test), symbols)}$"
        )
        node = node.orelse
    last = f"${tex(ast.unparse(node), symbols)}$"
    return "; ".join([*parts, f"else {last}" if parts else last])


def number(value):
    """A value of a table: six digits, a true minus, the zero's sign kept; a vector in parentheses."""
    if isinstance(value, list | tuple):
        return f"({', '.join(number(float(v) + 0.0) for v in value)})"  # the sign of a zero tells nothing among others
    value = float(value)
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    shown = f"{value:.6g}"
    if "e" in shown:
        digits, exponent = shown.split("e")
        shown = f"{digits}e{int(exponent)}"
    return shown.replace("-", "−")


def literal(value):
    """A parameter's value, as Python writes it."""
    return f"`{value!r}`"


def table(header, rows):
    """A GitHub table; cells are Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def symbols_of(function):
    return {p.name: p.symbol for p in function.parameters}


def signature(function):
    """The exact call: `keras.activations.leaky_relu(x, negative_slope=0.2)`."""
    if function.is_layer:
        return f"{function.layer}({function.layer_parameters})"
    given = [p.name if p.required else f"{p.name}={p.default!r}" for p in function.parameters]
    return f"{function.keras}({', '.join(['x', *given])})"


def at_defaults(function):
    """At which parameters a fact holds that depends on them: also of weights, and of values that stand in for defaults."""
    if any(p.required for p in function.parameters):
        return " and ".join(f"`{p.name}={p.default!r}`" for p in function.parameters)
    return "the values at which the weights start" if function.is_layer else "the defaults"


def layer_defaults(function):
    """Defaults of the layer by name, read from the catalog's text: `{"negative_slope": 0.3}`."""
    call = ast.parse(f"f({function.layer_parameters})", mode="eval").body
    return {k.arg: ast.literal_eval(k.value) for k in call.keywords}


def interval(function):
    """The range at the defaults, TeX: `(-\\infty, \\infty)`, with a bracket where the bound is attained; or the set that has gaps."""
    if function.range:
        symbols = {p.name: f"{p.default:g}" for p in function.parameters}
        return rf"\{{\, y : {tex(function.range, symbols | {'y': 'y'})} \,\}}"
    (low, high), (left, right) = (
        [evaluate(e, function.defaults) for e in pair]
        for pair in (function.bounds, function.attained)
    )
    ends = [
        r"-\infty" if low == -math.inf else f"{low:.6g}",
        r"\infty" if high == math.inf else f"{high:.6g}",
    ]
    return f"{'[' if left else '('}{ends[0]}, {ends[1]}{']' if right else ')'}"


def gradient_at_zero(function):
    """The gradient that Keras gives at 0 on JAX, at the defaults."""
    kink = next((k for k in function.kinks(**function.defaults) if k.x == 0), None)
    return kink.keras if kink else float(function.gradient(0.0, **function.defaults))


def holds(function, name):
    return bool(evaluate(function.claim(name).when, function.defaults))


def property_cell(function, claim):
    """`yes; exactly for $a \\ge 0$`: whether it holds at the defaults, and when."""
    answer = "yes" if evaluate(claim.when, function.defaults) else "no"
    if claim.when in ("True", "False"):
        return answer
    return f"{answer}; exactly for ${tex(claim.when, symbols_of(function))}$"


def lipschitz_cell(function):
    claim = function.claim("lipschitz")
    if not evaluate(claim.when, function.defaults):
        return (
            "none"
            if claim.when == "False"
            else f"none; exists exactly for ${tex(claim.when, symbols_of(function))}$"
        )
    value = number(evaluate(claim.value, function.defaults))
    general = cases(claim.value, symbols_of(function))
    if function.parameters and general != f"${value}$":
        value += f"; in general {general}"
    return (
        value
        if claim.when == "True"
        else f"{value}; exists exactly for ${tex(claim.when, symbols_of(function))}$"
    )


def saturation_cell(function):
    left, right = (math.isfinite(evaluate(e, function.defaults)) for e in function.limits)
    return {
        (False, False): "no",
        (True, False): "on the left",
        (False, True): "on the right",
        (True, True): "on both sides",
    }[left, right]


def thumb(function, family):
    """The thumbnail as an image; family: the way from the page to the family's folder. Its alt text comes with the finishing."""
    return f"![]({posixpath.normpath(f'{family}../generated/{function.family}/{function.stem}/thumb.svg')})"


@singledispatch
def glance(function):
    """What the card answers beside the formulas, by its question."""
    zero = number(gradient_at_zero(function))
    if any(k.x == 0 for k in function.kinks(**function.defaults)):
        zero += " in Keras on JAX; it is a kink"
    here = f", at {at_defaults(function)}" if any(p.required for p in function.parameters) else ""
    return {
        "Range": f"${interval(function)}${here}",
        "Gradient at 0": zero + ", likewise" * bool(here),
    }


@glance.register
def _(function: Vector):
    return {
        "Range": f"${function.codomain}$",
        "Outputs": f"${tex(function.length, {'n': 'n'})}$ for $n$ inputs along the axis",
    }


def card(function):
    """At a glance, at the top of the page."""
    parts = [
        '<div class="card" markdown>',
        thumb(function, "../"),
        f"`{signature(function)}`",
        f"$${function.formula}$$",
        f"$${function.derivative}$$",
    ]
    if function.is_layer:
        parts.append(
            table(
                ["weight", "starts at"],
                [[f"`{p.name}`", literal(p.default)] for p in function.parameters],
            ).rstrip()
        )
    elif function.parameters:
        layer = layer_defaults(function)
        header = ["default in", "function", "string"]
        rows = [
            [f"`{p.name}`"] + ["required" if p.required else literal(p.default)] * 2
            for p in function.parameters
        ]
        if layer:
            header.append("layer")
            for row, p in zip(rows, function.parameters, strict=True):
                row.append(literal(layer[p.name]) if p.name in layer else "none")
        parts.append(table(header, rows).rstrip())
    answers = glance(function) | {"Use it when": function.use_when}
    parts += [
        "\n".join(
            f"- **{what}{'' if what == 'Use it when' else ':'}** {answer}"
            for what, answer in answers.items()
        ),
        "</div>",
    ]
    return "\n\n".join(parts) + "\n"


@singledispatch
def properties(function):
    """Rows of the table of facts behind the domain: range, limits, kinks and claims."""
    symbols = symbols_of(function)
    rows = [["range", f"${interval(function)}$"]]
    for name, expression in zip(("infimum", "supremum"), function.bounds, strict=True):
        if any(
            isinstance(n, ast.Name) and n.id in symbols for n in ast.walk(ast.parse(expression))
        ):
            rows.append([name, cases(expression, symbols)])
    rows += [
        [rf"limit at ${x}$", cases(e, symbols)]
        for x, e in zip((r"-\infty", r"+\infty"), function.limits, strict=True)
    ]
    for k in function.kinks(**function.defaults):
        kind = "jump" if k.jump else "kink"
        limits = (
            "f goes from {} to {} and is {} there; ".format(*jump(function, k)) if k.jump else ""
        )
        rows.append(
            [
                f"{kind} at {number(k.x)}",
                f"{limits}slope {number(k.left)} on the left, {number(k.right)} on the right; Keras on JAX gives {number(k.keras)}",
            ]
        )
    rows.append(["smoothness", smoothness_cell(function)])
    rows += [
        [function.PROPERTIES[c.name].split(":")[0], property_cell(function, c)]
        for c in function.claims
        if c.name != "lipschitz"
    ]
    rows += [
        ["Lipschitz constant", lipschitz_cell(function)],
        ["saturates", saturation_cell(function)],
        ["zero-centred", function.zero_centred],
    ]
    return rows


@properties.register
def _(function: Vector):
    rows = [
        ["range", f"${function.codomain}$"],
        [
            "smoothness",
            smoothness_cell(function) + (f"; {function.bends}" if function.bends else ""),
        ],
    ]
    rows += [
        [function.PROPERTIES[c.name].split(":")[0], vector_property_cell(c)]
        for c in function.claims
        if c.name != "lipschitz"
    ]
    return [
        *rows,
        ["Lipschitz constant, Euclidean", vector_lipschitz_cell(function.claim("lipschitz"))],
    ]


def vector_property_cell(claim):
    """`yes`, `no`, or the lengths at which it holds."""
    return {"True": "yes", "False": "no"}.get(
        claim.when
    ) or f"exactly for ${tex(claim.when, {'n': 'n'})}$"


def vector_lipschitz_cell(claim):
    if claim.when == "False":
        return "none"
    return f"${tex(claim.value, {'n': 'n'})}$" + (
        "" if claim.when == "True" else f"; exists exactly for ${tex(claim.when, {'n': 'n'})}$"
    )


def facts(function):
    """Signature, range, limits, kinks and properties, each with its condition."""
    symbols = symbols_of(function)
    rows = [] if function.is_layer else [["function", f"`{signature(function)}`"]]
    if function.layer:
        rows.append(["layer", f"`{function.layer}({function.layer_parameters})`"])
    for p in function.parameters:
        meant = f", meant for ${tex(p.condition, symbols)}$" if p.condition else ""
        rows.append([f"`{p.name}`", f"here ${p.symbol}${meant}"])
    rows += [["domain", f"${function.domain}$"], *properties(function)]
    where = (
        f"At {at_defaults(function)}, where no condition is given.\n\n"
        if isinstance(function, Function) and function.parameters
        else ""
    )
    return where + table(["fact", "value"], rows)


def jump(function, kink):
    """The limits of f from the left and the right of a jump at the defaults, and its value there."""
    near = 1e-9 * max(1, abs(kink.x))
    return [
        number(round(float(function.f(x, **function.defaults)), 6))
        for x in (kink.x - near, kink.x + near, kink.x)
    ]


def smoothness_cell(function):
    if function.smoothness == "discontinuous":
        return "discontinuous"
    return f"${function.smoothness}$: {SMOOTHNESS[function.smoothness]}"


def rows_by_x(rows):
    """Rows of a record by their point as it is shown: the zeros stay two, and nan is found."""
    return {number(row["x"]): row for row in rows}


def edges(function, record):
    """Values and gradients at the edges, on Keras with JAX; then where the backends disagree."""
    keras, jax = record["versions"]["keras"], record["versions"]["jax"]
    kinks = {number(x) for x in function.ambiguous()}
    gradient = "gradient of the first output" if isinstance(function, Vector) else "gradient"
    out, differing = [], []
    for dtype, heading in (
        ("float32", f"Keras {keras} on JAX {jax}, float32, at {at_defaults(function)}:"),
        ("float16", "The ends of float16, likewise:"),
    ):
        seen = {name: rows_by_x(record["backends"][name][dtype]) for name in FRAMEWORKS}
        rows = []
        for x, row in seen["jax"].items():
            end = (
                f" ({FLOAT16[abs(float(row['x']))]})"
                if dtype == "float16" and isinstance(function, Function)
                else ""
            )
            rows.append([x + end, number(row["f"]), number(row["gradient"])])
            for key in ("f", "gradient"):
                cells = [number(rows_of[x][key]) for rows_of in seen.values()]
                if len(set(cells)) > 1 or (dtype == "float32" and key == "gradient" and x in kinks):
                    differing.append(
                        [
                            f"{'$f$' if key == 'f' else key} at {x}{', float16' if dtype == 'float16' else ''}",
                            *cells,
                        ]
                    )
        out += [f"{heading}\n", table(["x", "f(x)", gradient], rows)]
    if differing:
        out += [
            "By backend of Keras, at the kinks and wherever they differ:\n",
            table(["quantity", *FRAMEWORKS.values()], differing),
        ]
    else:
        out.append("The three backends of Keras agree at all of these points.\n")
    return "\n".join(out)


def elsewhere(function, record):
    """Defaults here and in the other frameworks, and the line that gives Keras's values."""
    first = function.parameters[0] if function.parameters else None
    out = []
    if first:
        default = "required" if first.required else f"`{first.name}={first.default!r}`"
        rows = [[f"`{function.keras}`", f"{default}, a weight" if function.is_layer else default]]
        if not function.is_layer:
            rows.append([f'`"{function.name}"`, as a string', default])
        layer = layer_defaults(function)
        if first.name in layer:
            rows.append([f"`{function.layer}`", f"`{first.name}={layer[first.name]!r}`"])
        for e in function.elsewhere:
            path = e.path.replace("tensorflow.", "tf.", 1)
            defaults = record["elsewhere"][e.framework]["defaults"]
            given = (
                f"`{e.parameter}={defaults[e.parameter]!r}`" if e.parameter in defaults else "none"
            )
            rows.append(
                [
                    f"`{path}`",
                    "required" if first.required and defaults.get(e.parameter) is None else given,
                ]
            )
        out.append(table(["where", "starts at" if function.is_layer else "default"], rows))
    if function.elsewhere:
        kinks = function.ambiguous()
        header = [
            "framework",
            "the line with Keras's values",
            *(f"gradient at {number(x)}" for x in kinks),
        ]
        rows = []
        for e in function.elsewhere:
            seen = rows_by_x(record["elsewhere"][e.framework]["values"])
            rows.append(
                [f"{FRAMEWORKS[e.framework]} {record['versions'][e.framework]}", f"`{e.call}`"]
                + [number(seen[number(x)]["gradient"]) for x in kinks]
            )
        out.append(table(header, rows))
    return "\n".join(out)


def changes(function, record):
    """Keras 2 to Keras 3: two lines with the same values, and what the old one does today."""
    if not function.changes:
        return "There is no line of Keras 2 to compare.\n"
    versions = record["versions"]
    header = ["what", "Keras 2, below it Keras 3", "the old line now"]
    rows = [
        [
            change.what,
            "<br>".join(f"`{line}`" for line in dict.fromkeys((change.before, change.now))),
            outcome(seen["old_line"]),
        ]
        for change, seen in zip(function.changes, record["changes"], strict=True)
    ]
    said = f"Both lines of a row give the same values: Keras 2 as tf-keras {versions['tf-keras']}, Keras 3 as {versions['keras']}.\n\n"
    return said + table(header, rows)


def outcome(old_line):
    """What a line of Keras 2 does in Keras 3, short, from the record's words."""
    kind, _, rest = old_line.partition(": ")
    return {"fails": f"`{rest.split(':')[0]}`", "warns": "works, with a warning"}.get(kind, kind)


def write(function, record):
    """Generated Markdown of a function's page, by file name. record: as scripts/backends.py writes it."""
    return {
        "card.md": card(function),
        "facts.md": facts(function),
        "edges.md": edges(function, record),
        "elsewhere.md": elsewhere(function, record),
        "changes.md": changes(function, record),
    }


def thumbs(functions, prefix):
    """Each function with its graph, name and summary."""
    items = "".join(
        f"- [{thumb(f, prefix)} **{f.title}**]({prefix}{f.stem}/index.md)\n\n    {f.summary}\n\n"
        for f in functions
    )
    return f'<div class="gallery" markdown>\n\n{items}</div>\n'


def gallery(functions, prefix):
    """The thumbs, then what is still to be written.

    prefix: the way from the page to the family's folder: "activations/" for the home page, "" for the family's own.
    """
    out = thumbs(functions, prefix)
    missing = catalog.unwritten("activations")
    if missing:
        out += f"\nStill to be written: {', '.join(f'`{name}`' for name in missing)}.\n"
    return out


FILTERS = (
    "zero-centred",
    "increasing",
    "convex",
    "smoothness",
    "saturates",
)  # columns by which the comparison can be filtered


def comparison(functions, works):
    """All functions of a family side by side, at their defaults; for the family's page. works: the bibliography."""
    header = [
        "function",
        "parameters",
        "range",
        "zero-centred",
        "increasing",
        "convex",
        "smoothness",
        "Lipschitz",
        "gradient at 0",
        "saturates",
        "kinks",
        "first paper",
        "year",
    ]
    rows = []
    for f in functions:
        work = works[f.first_paper]
        rows.append([
            f"[{f.title}]({f.stem}/index.md)",
            ", ".join(f"`{p.name}` (required, here `{p.default!r}`)" if p.required else f"`{p.name}={p.default!r}`" for p in f.parameters) or "none",
            f"${interval(f)}$",
            re.match(r"\w+", f.zero_centred)[0],
            "strictly" if holds(f, "strictly_increasing") else "yes" if holds(f, "increasing") else "no",
            "yes" if holds(f, "convex") else "no",
            "jumps" if f.smoothness == "discontinuous" else f"${f.smoothness}$",
            number(evaluate(f.claim("lipschitz").value, f.defaults)) if holds(f, "lipschitz") else "none",
            number(gradient_at_zero(f)),
            saturation_cell(f),
            ", ".join(number(k.x) for k in f.kinks(**f.defaults)) or "none",
            f"[{bibliography.authors(work)}]({bibliography.place(work)[1]})",
            work.fields["year"],
        ])  # fmt: skip
    scripts = "../assets/scripts/table.js"
    begin = f'<div class="sortable" data-start="table" data-scripts="{scripts}" data-filters="{",".join(FILTERS)}" markdown>\n\n<div class="filters"></div>\n\n'
    return f"{begin}{table(header, rows)}\n</div>\n"


def normal_mean(values_of):
    """The expectation of values_of(z) for z ~ N(0, 1), by the midpoint rule: to 1e-4, also across a jump of height 1."""
    z = (np.arange(-120_000, 120_000) + 0.5) / 10_000
    return float(np.sum(values_of(z) * np.exp(-(z**2) / 2)) / np.sqrt(2 * np.pi) / 10_000)


def rectifiers(functions):
    """What tells the rectifiers apart, at their defaults, computed from the NumPy references; for the family's page."""
    header = [
        "function",
        "gradient at −1",
        "at −10",
        "outputs that are 0",
        "mean output",
        "gain",
        "take it when",
    ]
    rows = []
    for function in functions:

        def f(z):
            return function.f(z, **function.defaults)

        slopes = np.broadcast_to(function.gradient(np.array([-1.0, -10.0]), **function.defaults), 2)
        zeros, square = (normal_mean(of) for of in (lambda z: f(z) == 0, lambda z: f(z) ** 2))
        rows.append(
            [
                f"[{function.title}]({function.stem}/index.md)",
                *(number(f"{slope:.2g}") for slope in slopes),
                f"{zeros:.0%}",
            ]
            + [
                number(round(normal_mean(f), 3) + 0.0),
                f"{1 / math.sqrt(square):.3f}",
                function.use_when,
            ]
        )
    return f'<div class="advice" markdown>\n\n{table(header, rows)}\n</div>\n'


def vectors(functions):
    """The functions of a vector side by side; for the family's page."""
    claimed = {
        "permuted": "permutes",
        "ordered": "keeps the order",
        "shift_invariant": "shift-invariant",
        "concave": "concave",
    }
    header = ["function", "outputs", "range", *claimed.values(), "smoothness", "Lipschitz"]
    rows = [
        [f"[{f.title}]({f.stem}/index.md)", f"${tex(f.length, {'n': 'n'})}$", f"${f.codomain}$"]
        + [vector_property_cell(f.claim(name)) for name in claimed]
        + [f"${f.smoothness}$", vector_lipschitz_cell(f.claim("lipschitz"))]
        for f in functions
    ]
    return table(header, rows)
