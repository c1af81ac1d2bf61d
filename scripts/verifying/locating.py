"""On which line of a catalog module a fact stands."""

import ast


def locate(path):
    """A function (keyword, item, field) -> the line of that fact in the catalog module; 1 when it
    is not found.

    `at("parameters", "negative_slope", "default")`: keyword of the entry, item by its first word,
    keyword of the item.
    """
    module = ast.parse(path.read_bytes())
    functions = {n.name: n for n in module.body if isinstance(n, ast.FunctionDef)}
    keywords = {k.arg: k.value for k in _entry(module).keywords}

    def words(call):
        named = [k.value for k in call.keywords if k.arg in ("name", "framework", "what")]
        return [n.value for n in (*call.args[:1], *named) if isinstance(n, ast.Constant)]

    def at(keyword, item=None, field=None):
        node = keywords.get(keyword)
        if item is not None and isinstance(node, ast.Tuple):
            calls = (n for n in node.elts if isinstance(n, ast.Call) and item in words(n))
            node = next(calls, node)
        if field is not None and isinstance(node, ast.Call):
            node = next((k.value for k in node.keywords if k.arg == field), node)
        if isinstance(node, ast.Name):
            node = functions.get(node.id, node)
        return node.lineno if node else 1

    return at


def _entry(module):
    """The call that makes the module's entry."""
    for node in module.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FUNCTION":
            return node.value
    return ast.Call(ast.Name("Entry"), [], [])
