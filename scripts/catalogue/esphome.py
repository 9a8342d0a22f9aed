"""The rows of ESPHome: keys of component and action schemas, with their class.

ESPHome marks sensitive values itself (cv.sensitive, cv.bind_key) and masks them in its output.
"""

import ast
import re

from kinds import kinds_of
from scopes import Env, Package, resolve, tail, text_of
from schemas import Entry, walk

Row = tuple[str, str, str]
_ROOT = re.compile(r"(?:CONFIG|PACKAGE)_SCHEMA$")
# What a component may hold besides the marked values. Only names which no component uses otherwise:
# `key`, `code` and `pin` are key presses, infrared codes and GPIO numbers here.
_CREDENTIAL = re.compile(r"^(?:.*password|.*passcode|.*psk|.*secret|api_key|network_key|pskc|tlv|bindkey|(?:de|en)cryption_key|auth_key)$")
_IDENTITY = re.compile(r"^(?:username|identity)$")
_NETWORK = re.compile(
    r"^(?:.*ssid|broker|mac_address|use_address|static_ip|gateway|peer_endpoint|peer_address|address_prefix"
    r"|pan_id|ext_pan_id|mesh_local_prefix)$"
)
_NO_SECRET = {"switch", "choice", "path", "map", "reference"}
_ACTION_MAKERS = re.compile(r"^register_(?:\w+_)?(?:action|condition)$")


def components(package: Package) -> tuple[dict[str, dict[str, Row]], dict[str, dict[str, Row]]]:
    """Rows of components and of actions."""
    found: dict[str, dict[str, Row]] = {}
    actions: dict[str, dict[str, Row]] = {}
    for file in package.wheel.names():
        parts = file.removesuffix(".py").split("/")
        if parts[0] != "components" or len(parts) < 3 or not file.endswith(".py"):
            continue
        if "SCHEMA" not in package.wheel.text(file):
            continue
        module = package.module_of_file(file)
        for name, bound in sorted(module.bindings.items()):
            if not _ROOT.search(name):
                continue
            for node in bound:
                if isinstance(node, ast.AST):
                    _add(found.setdefault(parts[1], {}), node, module.env)
        for action, schema in _actions(module.tree, module.env):
            _add(actions.setdefault(action, {}), schema, module.env)
    return {k: v for k, v in found.items() if v}, {k: v for k, v in actions.items() if v}


def fragments(package: Package) -> list[str]:
    """Parts of key names which ESPHome takes for sensitive in components it does not know."""
    module = package.module_of_file("config_validation.py")
    for node, _ in resolve(ast.Name("SENSITIVE_KEY_FRAGMENTS", ast.Load()), module.env):
        return sorted(item.value for item in ast.walk(node) if isinstance(item, ast.Constant) and isinstance(item.value, str))
    raise SystemExit("SENSITIVE_KEY_FRAGMENTS is gone from config_validation.py")


def _actions(tree: ast.Module, env: Env) -> list[tuple[str, ast.expr]]:
    out: list[tuple[str, ast.expr]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _ACTION_MAKERS.match(tail(node.func)) and len(node.args) >= 2:
            name = text_of(node.args[0], env)
            if name:
                # The schema comes second or, after the class of the action, third.
                out.extend((name, argument) for argument in node.args[1:3])
    return out


def _add(rows: dict[str, Row], node: ast.AST, env: Env) -> None:
    for entry in walk(node, env):
        row = _decide(entry)
        path = ".".join(entry.path)
        if row and (path not in rows or row < rows[path]):
            rows[path] = row


def _decide(entry: Entry) -> Row | None:
    name = entry.path[-1]
    mark = _mark_of(entry.value, entry.env)
    if mark:
        return "network" if _NETWORK.match(name) else "credential", entry.file, mark
    kinds = kinds_of(entry.value, entry.env)
    if kinds <= _NO_SECRET:
        return None
    for label, pattern in (("credential", _CREDENTIAL), ("identity", _IDENTITY), ("network", _NETWORK)):
        if pattern.match(name):
            return label, entry.file, "schema"
    return None


def _mark_of(node: object, env: Env, depth: int = 0) -> str | None:
    """`sensitive` or `bind_key`, also inside All(...) and behind a name."""
    if depth > 6 or not isinstance(node, ast.expr):
        return None
    name = tail(node.func) if isinstance(node, ast.Call) else tail(node)
    if name in ("sensitive", "bind_key"):
        return name
    if isinstance(node, ast.Call) and name in ("All", "Any", "Maybe", "templatable"):
        return next((mark for arg in node.args if (mark := _mark_of(arg, env, depth + 1))), None)
    if isinstance(node, (ast.Name, ast.Attribute)):
        return next((mark for m, e in resolve(node, env) if m is not node and (mark := _mark_of(m, e, depth + 1))), None)
    return None
