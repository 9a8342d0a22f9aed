"""What kind of value does a validator accept? Used to reject keys which cannot hold a secret.

Kinds: text, number, switch (boolean), choice (one of fixed values), path (a file that must exist),
map, reference (entity id, time, icon), removed (the key only produces an error message now).
"""

import ast

from scopes import Env, resolve, tail

_BY_NAME = {
    "switch": ("boolean", "bool", "Boolean", "only_on", "requires_component"),
    "number": (
        "int float int_ float_ port positive_int positive_float small_float byte Port Range Percentage Byte NonNegative"
        " percentage positive_not_null_int uint8_t uint16_t uint32_t hex_uint8_t hex_uint16_t frequency decibel"
        " int_range float_range positive_timedelta time_period time_period_str time_period_seconds"
        " positive_time_period positive_time_period_dict positive_time_period_template positive_time_period_seconds"
        " positive_time_period_milliseconds update_interval Clamp latitude_number"
    ).split(),
    "path": ("isfile", "isdir", "IsFile", "IsDir", "PathExists", "file_", "directory", "path"),
    "reference": (
        "entity_id entity_ids entity_ids_or_uuids entity_domain entities_domain service icon time date datetime"
        " temperature_unit unit_system use_id declare_id weekdays sun_event"
    ).split(),
    "choice": ("In", "one_of", "enum", "multi_select", "Equal", "NotIn"),
    "removed": ("invalid", "removed"),
    "text": ("string", "str", "Length", "Match", "matches_regex", "url", "url_no_path", "string_strict", "slug"),
}
_KIND = {name: kind for kind, names in _BY_NAME.items() for name in names}
# Calls which pass on what their arguments accept.
_ANY = {"Any", "Maybe", "Or", "Union", "templatable", "sensitive", "maybe_simple_value", "ensure_list_csv"}
_MAX_DEPTH = 10


def kinds_of(node: object, env: Env, depth: int = 0) -> set[str]:
    """Every kind the validator may accept; `text` when it is not understood."""
    if depth > _MAX_DEPTH:
        return {"text"}
    if isinstance(node, ast.Constant):
        return {"text"} if node.value is None else {"choice"}
    if isinstance(node, (ast.Dict, ast.DictComp)):
        return {"map"}
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return set().union(*(kinds_of(item, env, depth + 1) for item in node.elts)) or {"text"}
    if isinstance(node, (ast.Name, ast.Attribute)):
        return _kinds_of_name(node, env, depth)
    if isinstance(node, ast.Call):
        return _kinds_of_call(node, env, depth)
    if isinstance(node, ast.IfExp):
        return kinds_of(node.body, env, depth + 1) | kinds_of(node.orelse, env, depth + 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return kinds_of(node.left, env, depth + 1) | kinds_of(node.right, env, depth + 1)
    return {"text"}


def _kinds_of_name(node: ast.expr, env: Env, depth: int) -> set[str]:
    if tail(node) in _KIND:
        return {_KIND[tail(node)]}
    for meaning, meaning_env in resolve(node, env):
        if isinstance(meaning, ast.ClassDef):
            return {"choice"}
        if isinstance(meaning, ast.expr) and meaning is not node:
            return kinds_of(meaning, meaning_env, depth + 1)
    return {"text"}


def _kinds_of_call(node: ast.Call, env: Env, depth: int) -> set[str]:
    name = tail(node.func)
    if name in ("Schema", "extend") or name.lower().endswith(("_schema", "schema_with_slug_keys")):
        return {"map"}
    if name == "Coerce" and node.args:
        inner = tail(node.args[0])
        return {"text"} if inner == "str" else {"number"} if inner in ("int", "float") else {"choice"}
    if name in _ANY:
        return set().union(*(kinds_of(arg, env, depth + 1) for arg in node.args)) or {"text"}
    if name in ("All", "Schema", "And", "ensure_list"):
        # Every part must agree, so one part which is narrower than text decides.
        parts = [kinds_of(arg, env, depth + 1) for arg in node.args]
        narrow = [part for part in parts if "text" not in part]
        return narrow[0] if narrow else {"text"}
    return {_KIND.get(name, "text")}
