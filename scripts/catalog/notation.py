"""How values and the catalog's expressions are written: numbers and cells in Markdown,
conditions in TeX."""

import ast
import math
from collections.abc import Mapping

from catalog.escaping import inline

COMPARISONS = {
    ast.Lt: "<",
    ast.LtE: r"\le",
    ast.Gt: ">",
    ast.GtE: r"\ge",
    ast.Eq: "=",
    ast.NotEq: r"\ne",
    ast.In: r"\in",
    ast.NotIn: r"\notin",
    ast.Is: "=",
    ast.IsNot: r"\ne",
}
ARITHMETIC = {
    ast.Add: "{} + {}",
    ast.Sub: "{} - {}",
    ast.Mult: r"{} \, {}",
    ast.Div: r"\frac{{{}}}{{{}}}",
    ast.Pow: "{}^{{{}}}",
}


def tex(expression: str, symbols: Mapping[str, str]) -> str:
    """A catalog expression in TeX, without its dollars: `tex("max(1, abs(a))", {"a": "a"})`.

    symbols: TeX by name. Raises ValueError for syntax that the catalog does not use.
    """

    def show(node: ast.expr) -> str:
        match node:
            case ast.Constant(value=None | True | False):
                return rf"\text{{{node.value!r}}}"
            case ast.Constant(value=int() | float() as value):
                return f"{value:g}"
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
                word = "and" if isinstance(node.op, ast.And) else "or"
                return rf" \text{{ {word} }} ".join(map(term, node.values))
            case ast.IfExp():
                return rf"\begin{{cases}} {branches(node)} \end{{cases}}"
            case ast.Tuple():
                return rf"\{{{', '.join(map(show, node.elts))}\}}"
            case ast.Call(func=ast.Name(id="abs")):
                return rf"\lvert {show(node.args[0])} \rvert"
            case ast.Call(func=ast.Name(id=name)):
                return rf"\{name}({', '.join(map(show, node.args))})"
        raise ValueError(f"no TeX for {ast.unparse(node)!r}")

    def branches(node: ast.expr) -> str:
        if not isinstance(node, ast.IfExp):
            return rf"{show(node)} & \text{{otherwise}}"
        first = rf"{show(node.body)} & \text{{if }} {show(node.test)}"
        return rf"{first} \\ {branches(node.orelse)}"

    def term(node: ast.expr) -> str:
        return f"({show(node)})" if isinstance(node, ast.BoolOp) else show(node)

    def inner(node: ast.expr) -> str:
        sums = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
        return f"({show(node)})" if sums else show(node)

    return show(ast.parse(expression, mode="eval").body)


def cases(expression: str, symbols: Mapping[str, str]) -> str:
    """A catalog expression as a table's cell; each branch of a conditional with its condition."""

    def formula(node: ast.expr) -> str:
        return inline(tex(ast.unparse(node), symbols))

    node = ast.parse(expression, mode="eval").body
    parts = []
    while isinstance(node, ast.IfExp):
        parts.append(f"{formula(node.body)} for {formula(node.test)}")
        node = node.orelse
    return "; ".join([*parts, f"else {formula(node)}" if parts else formula(node)])


def number(value: object) -> str:
    """A value of a table: six digits, a true minus, the zero's sign kept; a vector in
    parentheses."""
    if isinstance(value, list | tuple):  # the sign of a zero tells nothing among others
        return f"({', '.join(number(float(v) + 0.0) for v in value)})"
    value = float(value)  # type: ignore[arg-type]  # records hold "inf", "-inf" and "nan"
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    shown = f"{value:.6g}"
    if "e" in shown:
        digits, exponent = shown.split("e")
        shown = f"{digits}e{int(exponent)}"
    return shown.replace("-", "−")


def subscript(i: int) -> str:
    """An index, counted from 1: `₁` for 0."""
    return "₁₂₃₄₅₆₇₈₉"[i]
