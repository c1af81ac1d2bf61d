"""SymPy to JavaScript: the forms that the provers see, as the code with which an explorer
computes."""

import ast
from functools import partial

import sympy
from sympy.core.relational import Relational
from sympy.printing.codeprinter import PrintMethodNotImplementedError
from sympy.printing.jscode import JavascriptCodePrinter

from project.sources import read
from verifying import kinds

X = sympy.Symbol("x", real=True)


def script(entry, path):
    """The members of the object with which an entry's explorer computes, in JavaScript; "" where it
    has none.

    path: of its proofs module.
    """
    return kinds.of(entry).script(entry, partial(forms, path)) if entry.explorer() else ""


def forms(path, **choices):
    """The names of a proofs module, f and its derivative among them.

    Its `==` asks for equal values, as Z3 reads it; SymPy's own for equal expressions. choices:
    functions that it gets in place of those of that name of the engine.
    """
    tree = _Reading(choices).visit(ast.parse(read(path)))
    names = {"__name__": "explored", "equal_values": _equal_values, **choices}
    exec(compile(ast.fix_missing_locations(tree), path, "exec"), names)  # our own code
    return names


class _Reading(ast.NodeTransformer):
    """How a proofs module is read for SymPy."""

    def __init__(self, choices):
        self.choices = choices

    def visit_ImportFrom(self, node):
        if node.module == "proofs.engine":
            node.names = [alias for alias in node.names if alias.name not in self.choices]
        return node if node.names else ast.Pass()

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


def spelt_out(form):
    """The form with Piecewise in place of Abs, Max and Min, whose kinks would else be hidden."""
    return sympy.sympify(form).rewrite(sympy.Piecewise)


def breaks(form):
    """The x at which a condition of the form changes."""
    for condition in form.atoms(Relational):
        if X in condition.free_symbols:
            yield from sympy.solve(condition.lhs - condition.rhs, X)


def array(items):
    return f"[{', '.join(items)}]"


def javascript(form):
    """A SymPy expression in JavaScript, in one line; ValueError for what JavaScript's Math
    lacks."""
    try:
        return " ".join(_Printer({"strict": True}).doprint(form).split())
    except PrintMethodNotImplementedError as error:
        raise ValueError(str(error).splitlines()[0]) from None


class _Printer(JavascriptCodePrinter):
    """Constants are numbers. A condition on x is decided by the side where both of its sides are
    equal: there their difference goes the way of its slope."""

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

    def _print_BooleanTrue(self, form):
        return "true"

    def _print_BooleanFalse(self, form):
        return "false"
