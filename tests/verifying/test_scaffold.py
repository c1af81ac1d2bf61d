"""What the scaffold writes can be read, whatever the signature of the function."""

import ast
import inspect

from verifying import kinds, scaffold


def test_module_is_python_with_and_without_defaults():
    def one(x, slope=0.2):
        return x

    def two(x, level, value):
        return x

    for call in (one, two):
        found = list(inspect.signature(call).parameters.values())[1:]
        text = scaffold.module(kinds.named("function").MODULE, "activations", "made_up", found)
        made = next(
            n
            for n in ast.walk(ast.parse(text))
            if isinstance(n, ast.FunctionDef) and n.name == "made_up"
        )
        assert ast.unparse(made.args) == str(inspect.signature(call)).strip("()").replace(
            " = ", "="
        )
        calls = [
            n
            for n in ast.walk(ast.parse(text))
            if isinstance(n, ast.Call) and ast.unparse(n.func) == "Parameter"
        ]
        assert [
            ast.literal_eval(next(k.value for k in c.keywords if k.arg == "name")) for c in calls
        ] == [p.name for p in found]
        assert [any(k.arg == "required" for k in c.keywords) for c in calls] == [
            p.default is p.empty for p in found
        ]
