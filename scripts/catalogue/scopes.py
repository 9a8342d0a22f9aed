"""Static name resolution over the modules of one wheel: which expression does a name stand for?

Only module-level bindings, class attributes and the parameters of inlined functions are followed.
A name bound more than once (`PLATFORM_SCHEMA = PLATFORM_SCHEMA.extend(...)`) has several meanings;
callers get all of them.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from tolerant_parse import parse
from wheels import Wheel

_MAX_HOPS = 24


@dataclass(frozen=True, eq=False)
class Env:
    """Where an expression stands: its module, and the parameters of the function being inlined."""

    module: Module
    local: dict[str, list[tuple[object, Env]]] = field(default_factory=dict)


class Module:
    def __init__(self, package: Package, file: str, dotted: tuple[str, ...], is_folder: bool) -> None:
        self.package = package
        self.file = file
        self.dotted = dotted
        self.is_folder = is_folder
        self.env = Env(self)
        self.bindings: dict[str, list[object]] = {}
        self.stars: list[tuple[str, ...]] = []
        self.tree = parse(package.wheel.text(file), package.skipped.setdefault(file, []))
        self._collect(self.tree.body)

    def _collect(self, body: list[ast.stmt]) -> None:
        for node in body:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._bind(target, node.value)
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                self._bind(node.target, node.value)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.bindings.setdefault(node.name, []).append(node)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    dotted = alias.name.split(".")
                    if alias.asname:
                        self.bindings.setdefault(alias.asname, []).append(("module", tuple(dotted)))
                    else:
                        self.bindings.setdefault(dotted[0], []).append(("module", (dotted[0],)))
            elif isinstance(node, ast.ImportFrom):
                self._collect_from(node)
            elif isinstance(node, (ast.If, ast.Try, ast.With)):
                self._collect(node.body)
                self._collect(getattr(node, "orelse", []))
                for handler in getattr(node, "handlers", []):
                    self._collect(handler.body)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.bindings.setdefault(target.id, []).append(value)

    def _collect_from(self, node: ast.ImportFrom) -> None:
        base: tuple[str, ...] = tuple(node.module.split(".")) if node.module else ()
        if node.level:
            keep = len(self.dotted) - node.level + (1 if self.is_folder else 0)
            base = self.dotted[:keep] + base
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(base)
            else:
                self.bindings.setdefault(alias.asname or alias.name, []).append(("from", base, alias.name))


class Package:
    """All modules of a wheel, parsed when first asked for."""

    def __init__(self, wheel: Wheel) -> None:
        self.wheel = wheel
        self.skipped: dict[str, list[str]] = {}
        self._modules: dict[str, Module] = {}

    def module_of_file(self, file: str) -> Module:
        if file not in self._modules:
            parts = file[:-3].split("/")
            is_folder = parts[-1] == "__init__"
            dotted = (self.wheel.package, *(parts[:-1] if is_folder else parts))
            self._modules[file] = Module(self, file, dotted, is_folder)
        return self._modules[file]

    def module(self, dotted: tuple[str, ...]) -> Module | None:
        if not dotted or dotted[0] != self.wheel.package:
            return None
        path = "/".join(dotted[1:])
        for file in (f"{path}.py", f"{path}/__init__.py" if path else "__init__.py"):
            if self.wheel.has(file):
                return self.module_of_file(file)
        return None


Meaning = tuple[object, Env]


def lookup(module: Module, name: str, hops: int = 0) -> list[Meaning]:
    """The expressions, functions, classes or modules a module-level name stands for."""
    if hops > _MAX_HOPS:
        return []
    out: list[Meaning] = []
    for bound in module.bindings.get(name, []):
        if not isinstance(bound, tuple):
            out.append((bound, module.env))
        elif bound[0] == "module":
            found = module.package.module(bound[1])
            if found:
                out.append((found, found.env))
        else:
            _, base, original = bound
            source = module.package.module(base)
            sub = module.package.module((*base, original))
            hits = lookup(source, original, hops + 1) if source and source is not module else []
            out.extend(hits)
            if not hits and sub:
                out.append((sub, sub.env))
    if not out:
        for base in module.stars:
            source = module.package.module(base)
            if source and source is not module:
                out.extend(lookup(source, name, hops + 1))
    return out


def resolve(node: ast.expr, env: Env, hops: int = 0) -> list[Meaning]:
    """One step: what a Name or Attribute stands for. Any other expression stands for itself."""
    if hops > _MAX_HOPS:
        return []
    if isinstance(node, ast.Name):
        return env.local[node.id] if node.id in env.local else lookup(env.module, node.id)
    if isinstance(node, ast.Attribute):
        out: list[Meaning] = []
        for owner, owner_env in resolve(node.value, env, hops + 1):
            if isinstance(owner, Module):
                hits = lookup(owner, node.attr)
                sub = owner.package.module((*owner.dotted, node.attr))
                out.extend(hits or ([(sub, sub.env)] if sub else []))
            elif isinstance(owner, ast.ClassDef):
                out.extend(class_attribute(owner, owner_env, node.attr))
            elif isinstance(owner, (ast.Name, ast.Attribute)):
                out.extend(resolve(ast.Attribute(owner, node.attr, ast.Load()), owner_env, hops + 1))
        return out
    return [(node, env)]


def class_attribute(owner: ast.ClassDef, env: Env, name: str, hops: int = 0) -> list[Meaning]:
    bound_to = Env(env.module, {"cls": [(owner, env)], "self": [(owner, env)]})
    for item in owner.body:
        if isinstance(item, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in item.targets):
            return [(item.value, bound_to)]
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name) and item.target.id == name and item.value:
            return [(item.value, bound_to)]
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and item.name == name:
            return [(item, bound_to)]
    if hops < _MAX_HOPS:
        for base in owner.bases:
            for parent, parent_env in resolve(base, env):
                if isinstance(parent, ast.ClassDef) and parent is not owner:
                    hits = class_attribute(parent, parent_env, name, hops + 1)
                    if hits:
                        return hits
    return []


def text_of(node: object, env: Env, hops: int = 0) -> str | None:
    """The text an expression stands for, when it is constant."""
    if hops > _MAX_HOPS:
        return None
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Attribute) and node.attr in ("value", "lower"):
        found = text_of(node.value, env, hops + 1)
        if found is not None:
            return found
    if isinstance(node, (ast.Name, ast.Attribute)):
        for meaning, meaning_env in resolve(node, env):
            if meaning is not node and isinstance(meaning, ast.AST):
                found = text_of(meaning, meaning_env, hops + 1)
                if found is not None:
                    return found
        return None
    if isinstance(node, ast.JoinedStr):
        parts = [
            text_of(part.value if isinstance(part, ast.FormattedValue) else part, env, hops + 1) for part in node.values
        ]
        return None if None in parts else "".join(part for part in parts if part)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = text_of(node.left, env, hops + 1), text_of(node.right, env, hops + 1)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str" and node.args:
        return text_of(node.args[0], env, hops + 1)
    return None


def tail(node: ast.expr) -> str:
    """The last part of a dotted name: `Required` for `vol.Required`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
