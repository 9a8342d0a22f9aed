"""What an integration itself treats as sensitive: core's mark, password fields, redacted diagnostics."""

import ast
from dataclasses import dataclass, field

from scopes import Env, Package, resolve, tail, text_of


@dataclass
class Evidence:
    """Key names of one integration, by the place which calls them sensitive."""

    secret: set[str] = field(default_factory=set)
    selector: set[str] = field(default_factory=set)
    diagnostics: set[str] = field(default_factory=set)


def collect(package: Package) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    for file in package.wheel.names():
        parts = file.split("/")
        if parts[0] != "components" or len(parts) < 3 or not file.endswith(".py"):
            continue
        source = package.wheel.text(file)
        wanted = ("Secret(" in source, "PASSWORD" in source and "SCHEMA" in source.upper(), "REDACT" in source)
        if not any(wanted):
            continue
        module = package.module_of_file(file)
        evidence = found.setdefault(parts[1], Evidence())
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                _from_call(node, module.env, evidence)
            elif isinstance(node, ast.Dict):
                _from_fields(node, module.env, evidence)
        for name in module.bindings:
            if "REDACT" in name.upper():
                for meaning, env in resolve(ast.Name(name, ast.Load()), module.env):
                    evidence.diagnostics |= _texts(meaning, env)
    return found


def _from_call(node: ast.Call, env: Env, evidence: Evidence) -> None:
    name = tail(node.func)
    if name == "Secret" and node.args:
        text = text_of(node.args[0], env)
        if text:
            evidence.secret.add(text)
    elif name == "async_redact_data" and len(node.args) > 1:
        evidence.diagnostics |= _texts(node.args[1], env)


def _from_fields(node: ast.Dict, env: Env, evidence: Evidence) -> None:
    """Keys of a form whose value is a text field of the kind `password`."""
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None or not _is_password_field(value, env):
            continue
        while isinstance(key, ast.Call) and key.args:
            key = key.args[0]
        text = text_of(key, env)
        if text:
            evidence.selector.add(text)


def _is_password_field(node: ast.expr, env: Env, follow: bool = True) -> bool:
    if isinstance(node, (ast.Dict, ast.Constant)):
        return False
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and part.attr == "PASSWORD" and tail(part.value) == "TextSelectorType":
            return True
    if follow and isinstance(node, (ast.Name, ast.Attribute)) and "SELECTOR" in tail(node).upper():
        return any(isinstance(m, ast.expr) and _is_password_field(m, e, False) for m, e in resolve(node, env))
    return False


def _texts(node: object, env: Env, depth: int = 0) -> set[str]:
    """All constant texts in a set, list, union or call of such."""
    if depth > 8:
        return set()
    if isinstance(node, (ast.Set, ast.List, ast.Tuple)):
        return set().union(*(_texts(item, env, depth + 1) for item in node.elts))
    if isinstance(node, ast.Starred):
        return _texts(node.value, env, depth + 1)
    if isinstance(node, ast.BinOp):
        return _texts(node.left, env, depth + 1) | _texts(node.right, env, depth + 1)
    if isinstance(node, ast.Call):
        return set().union(*(_texts(item, env, depth + 1) for item in node.args))
    text = text_of(node, env) if isinstance(node, ast.AST) else None
    if text is not None:
        return {text}
    if isinstance(node, (ast.Name, ast.Attribute)):
        return set().union(*(_texts(m, e, depth + 1) for m, e in resolve(node, env) if m is not node))
    return set()
