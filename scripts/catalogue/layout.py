"""Where the YAML schemas of Home Assistant stand in the package, in the layouts of all releases."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scopes import Env, Package

# Names of schemas which validate YAML; `CCONFIG` is a slip in a legacy release. Not matched: parts
# such as ACCOUNT_CONFIG_SCHEMA (walked where they are used, with their path), discovery, services.
_ROOT = re.compile(
    r"^_?(?:PLATFORM_SCHEMA\w*|C?CONFIG_SCHEMA|CORE_CONFIG_SCHEMA|CONFIG_SECTION_SCHEMA|\w*(?:TRIGGER|ACTION|CONDITION)_SCHEMA)$"
)
# Forms of the user interface use the same names for what is never YAML.
_NO_YAML = re.compile(r"flow|/(?:diagnostics|websocket\w*|services|repairs)\b")
_CORE = re.compile(r"^(?:config|core_config)\.py$|^auth/(providers|mfa_modules)/\w+\.py$")
# Until 0.8x a platform was components/<entity domain>/<integration>.py.
_ENTITY_DOMAINS = set(
    "air_quality alarm_control_panel binary_sensor calendar camera climate cover device_tracker fan geo_location"
    " image_processing light lock mailbox media_player notify remote scene sensor stt switch tts vacuum water_heater weather".split()
)


@dataclass(frozen=True)
class Root:
    file: str
    name: str
    node: ast.AST
    env: Env


def yaml_roots(package: Package) -> Iterator[Root]:
    for file in package.wheel.names():
        if not file.endswith(".py") or not (file.startswith("components/") or _CORE.match(file)):
            continue
        if _NO_YAML.search(file) or "_SCHEMA" not in package.wheel.text(file):
            continue
        module = package.module_of_file(file)
        for name, bound in sorted(module.bindings.items()):
            if _ROOT.match(name):
                for node in bound:
                    if isinstance(node, ast.expr):
                        yield Root(file, name, node, module.env)


def integration_of(file: str, package: Package) -> str:
    """The name under which the configuration stands: an integration, or a platform of the same name."""
    parts = file.removesuffix(".py").split("/")
    if parts[0] != "components":
        return "homeassistant"
    if len(parts) == 2:
        return parts[1]
    old_layout = not package.wheel.has(f"components/{parts[1]}/manifest.json")
    if old_layout and parts[1] in _ENTITY_DOMAINS and parts[2] != "__init__":
        return parts[2]
    return parts[1]


def relative_path(path: tuple[str, ...], root: Root, integration: str) -> str:
    """The path below the integration's own mapping, as text; empty for the mapping itself."""
    section = _CORE.match(root.file)
    if section:
        return ".".join((f"auth_{section[1]}[]", *path) if section[1] else path)
    if path[0].removesuffix("[]") == integration:
        path = path[1:]
    return ".".join(path)
