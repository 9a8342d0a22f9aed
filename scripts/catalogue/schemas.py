"""Walks a configuration schema expression and yields every key with its path and its validator.

Understands voluptuous, its successor in newer Home Assistant releases, and ESPHome's validators:
they share the marker names (Required, Optional, ...) and the combinators (All, Any, Schema).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from scopes import Env, Module, resolve, tail, text_of

# Classes around a key. `Secret` is the mark of core itself: the value must not be shown.
MARKERS = {"Required", "Optional", "Inclusive", "Exclusive", "Remove", "Secret", "Key", "SplitDefault", "OnlyWith", "OnlyWithout"}
# Calls whose arguments are names and values, not schemas.
_NOT_SCHEMAS = (
    "deprecated removed has_at_least_one_key has_exactly_one_key has_none_or_all_keys In one_of Coerce Range Length Match"
    " GenerateID use_id declare_id key_dependency rename_key invalid enum only_on only_with_framework getattr partial"
    " AtLeastOne AtMostOne has_at_most_one_key requires_component Clamp Equal"
).split()
# Calls around a mapping whose keys the user chooses.
_FREE_KEYS = {"schema_with_slug_keys", "entity_key_schema"}
# Calls around a mapping from the value of one key to the schema it selects.
_CHOSEN_BY_VALUE = {"key_value_schemas", "typed_schema", "TaggedUnion"}
_MAX_DEPTH = 40


@dataclass(frozen=True)
class Entry:
    """One key of a schema: where it is in the YAML, and where the source says so."""

    path: tuple[str, ...]
    secret: bool
    value: object
    env: Env
    file: str


def walk(node: object, env: Env, path: tuple[str, ...] = (), stack: tuple[object, ...] = ()) -> Iterator[Entry]:
    if len(stack) > _MAX_DEPTH or any(node is seen for seen in stack):
        return
    stack = (*stack, node)
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                yield from walk(value, env, path, stack)
            else:
                yield from _walk_key(key, value, env, path, stack)
    elif isinstance(node, ast.DictComp):
        yield from _walk_comprehension(node, env, path, stack)
    elif isinstance(node, (ast.List, ast.Set)):
        inner = (*path[:-1], path[-1] + "[]") if path and not path[-1].endswith("[]") else path
        for item in node.elts:
            yield from walk(item, env, inner, stack)
    elif isinstance(node, (ast.Tuple,)):
        for item in node.elts:
            yield from walk(item, env, path, stack)
    elif isinstance(node, ast.Call):
        yield from _walk_call(node, env, path, stack)
    elif isinstance(node, (ast.Name, ast.Attribute)):
        yield from _walk_name(node, env, path, stack)
    elif isinstance(node, ast.BinOp):
        yield from walk(node.left, env, path, stack)
        yield from walk(node.right, env, path, stack)
    elif isinstance(node, ast.IfExp):
        yield from walk(node.body, env, path, stack)
        yield from walk(node.orelse, env, path, stack)
    elif isinstance(node, (ast.Starred, ast.NamedExpr)):
        yield from walk(node.value, env, path, stack)
    elif isinstance(node, ast.Lambda):
        yield from walk(node.body, env, path, stack)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from _walk_validator(node, env, path, stack)


def _walk_key(key: ast.expr, value: ast.expr, env: Env, path: tuple[str, ...], stack: tuple[object, ...]) -> Iterator[Entry]:
    secret = False
    while isinstance(key, ast.Call):
        name = tail(key.func)
        secret = secret or name == "Secret"
        if name not in MARKERS and name != "str":
            break
        if not key.args:
            return
        key = key.args[0]
    text = text_of(key, env)
    if text is None and isinstance(key, ast.Name):
        # A marker stored under a name: `REQ_PIN = vol.Required(CONF_PIN)`.
        for meaning, meaning_env in resolve(key, env):
            if isinstance(meaning, ast.Call) and meaning is not key:
                yield from _walk_key(meaning, value, meaning_env, path, stack)
                return
    here = (*path, text if text is not None else "*")
    if text is not None:
        yield Entry(here, secret, value, env, env.module.file)
    yield from walk(value, env, here, stack)


def _walk_comprehension(node: ast.DictComp, env: Env, path: tuple[str, ...], stack: tuple[object, ...]) -> Iterator[Entry]:
    loop = node.generators[0]
    items: list[tuple[object, Env]] = []
    for source, source_env in resolve(loop.iter, env):
        if isinstance(source, (ast.List, ast.Tuple, ast.Set)):
            items = [(item, source_env) for item in source.elts]
        elif isinstance(source, ast.Dict):
            items = [(item, source_env) for item in source.keys if item is not None]
    if not items or not isinstance(loop.target, ast.Name):
        yield from walk(node.value, env, (*path, "*"), stack)
        return
    for item in items:
        inner = Env(env.module, {**env.local, loop.target.id: [item]})
        yield from _walk_key(node.key, node.value, inner, path, stack)


def _walk_name(node: ast.expr, env: Env, path: tuple[str, ...], stack: tuple[object, ...]) -> Iterator[Entry]:
    meanings = resolve(node, env)
    if not meanings and isinstance(node, ast.Attribute) and node.attr in ("schema", "validators"):
        yield from walk(node.value, env, path, stack)
    for meaning, meaning_env in meanings:
        if not isinstance(meaning, (Module, ast.ClassDef)):
            yield from walk(meaning, meaning_env, path, stack)


def _walk_call(node: ast.Call, env: Env, path: tuple[str, ...], stack: tuple[object, ...]) -> Iterator[Entry]:
    name = tail(node.func)
    if name in _NOT_SCHEMAS or name in MARKERS:
        return
    if name in _FREE_KEYS:
        path = (*path, "*")
    if name in ("ensure_list", "ensure_list_not_empty") and node.args and path and not path[-1].endswith("[]"):
        path = (*path[:-1], path[-1] + "[]")
    # `BASE.extend({...})`, `BASE.schema.copy()`: the base counts too.
    if isinstance(node.func, ast.Attribute) and name in ("extend", "copy", "add_extra", "prepend_extra", "items"):
        yield from walk(node.func.value, env, path, stack)
    functions = [(m, e) for m, e in resolve(node.func, env) if isinstance(m, ast.FunctionDef)]
    for function, function_env in functions:
        # Helpers of the validation library are known by name above; only schema builders are inlined.
        if not function_env.module.file.endswith(("config_validation.py", "automation.py")):
            yield from _walk_builder(function, function_env, node, env, path, stack)
    for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
        for chosen, chosen_env in resolve(argument, env) if name in _CHOSEN_BY_VALUE else []:
            for value in chosen.values if isinstance(chosen, ast.Dict) else []:
                yield from walk(value, chosen_env, path, (*stack, chosen))
        if name not in _CHOSEN_BY_VALUE or isinstance(argument, (ast.List, ast.Call)):
            yield from walk(argument, env, path, stack)


def _walk_builder(
    function: ast.FunctionDef, function_env: Env, call: ast.Call, env: Env, path: tuple[str, ...], stack: tuple[object, ...]
) -> Iterator[Entry]:
    """A function which returns a schema: its `return` expressions, with the arguments put in."""
    names = [argument.arg for argument in function.args.args]
    if names and names[0] in ("cls", "self") and "cls" in function_env.local:
        names = names[1:]
    local = dict(function_env.local)
    for argument, default in zip(reversed(names), reversed(function.args.defaults), strict=False):
        local[argument] = [(default, function_env)]
    for argument, value in zip(names, call.args, strict=False):
        local[argument] = [(value, env)]
    for keyword in call.keywords:
        if keyword.arg:
            local[keyword.arg] = [(keyword.value, env)]
    inner = Env(function_env.module, local)
    for item in ast.walk(function):
        if isinstance(item, ast.Assign) and len(item.targets) == 1 and isinstance(item.targets[0], ast.Name):
            local.setdefault(item.targets[0].id, []).append((item.value, inner))
    for item in ast.walk(function):
        if isinstance(item, ast.Return) and item.value is not None:
            yield from walk(item.value, inner, path, stack)


def _walk_validator(function: ast.FunctionDef, env: Env, path: tuple[str, ...], stack: tuple[object, ...]) -> Iterator[Entry]:
    """A function used as a validator: the schemas it applies to the value (`SCHEMA(config)`)."""
    if env.module.file.endswith(("config_validation.py", "automation.py")):
        return
    yield from _applied_schemas(function.body, env, path, stack)


def _applied_schemas(body: list[ast.AST], env: Env, path: tuple[str, ...], stack: tuple[object, ...]) -> Iterator[Entry]:
    for item in body:
        below = path
        if isinstance(item, (ast.For, ast.comprehension)):
            # `for name, config in value.items()` goes through keys the user chose.
            by_name = isinstance(item.iter, ast.Call) and tail(item.iter.func) == "items"
            below = (*path, "*") if by_name else path
        elif isinstance(item, ast.Call) and isinstance(item.func, ast.Name):
            # By convention only constants, in capitals, and names with "schema" are schemas.
            if item.func.id.isupper() or item.func.id.lower().endswith("schema"):
                yield from walk(item.func, env, path, stack)
        yield from _applied_schemas(list(ast.iter_child_nodes(item)), env, below, stack)
