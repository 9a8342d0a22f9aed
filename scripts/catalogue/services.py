"""Fields of actions (services.yaml) which hold something sensitive."""

from evidence import Evidence
from names import AMBIGUOUS_ACTIONS, class_of_name
from plain_yaml import Tree, child, read
from wheels import Wheel

Row = tuple[str, str, str, str]
# The user interface offers a choice or a switch: nothing secret can be typed.
_NO_SECRET = {
    "attribute", "backup_location", "boolean", "config_entry", "device", "duration", "entity", "media", "object", "select",
}


def add_actions(wheel: Wheel, release: str, evidence: dict[str, Evidence], rows: dict[str, dict[str, Row]]) -> None:
    """To be called with the newest release first."""
    for file in wheel.names():
        parts = file.split("/")
        if parts[0] != "components" or parts[-1] != "services.yaml" or len(parts) != 3:
            continue
        domain = parts[1]
        for action, body in read(wheel.text(file)).items():
            fields = child(body, "fields")
            if action.startswith(".") or not isinstance(fields, dict):
                continue
            for name, field in _flat(fields).items():
                decision = _decide(domain, f"{domain}.{action}", name, field, evidence.get(domain, Evidence()))
                if decision:
                    rows.setdefault(f"{domain}.{action}", {}).setdefault(name, (decision[0], release, file, decision[1]))


def _flat(fields: Tree) -> Tree:
    """Fields of collapsed sections stand in the YAML like all others."""
    out: Tree = {}
    for name, field in fields.items():
        inner = child(field, "fields")
        out.update(inner if isinstance(inner, dict) else {name: field})
    return out


def _decide(domain: str, action: str, name: str, field: object, evidence: Evidence) -> tuple[str, str] | None:
    selector = child(field, "selector")
    shown_as = next(iter(selector), "") if isinstance(selector, dict) else ""
    if shown_as in _NO_SECRET:
        return None
    known = class_of_name(name)
    if child(selector, "text", "type") == "password":
        return known or "credential", "selector"
    looked_up = any(action == pattern or pattern == f"{domain}.*" for pattern in AMBIGUOUS_ACTIONS.get(name, ()))
    if looked_up:
        return "credential", "schema"
    if known is None or (shown_as == "number" and known != "location"):
        return None
    return known, "secret-marker" if known == "credential" and name in evidence.secret else "schema"
