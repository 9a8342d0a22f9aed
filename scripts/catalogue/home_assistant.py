"""The rows of Home Assistant: keys of the YAML schemas of all given releases, with their class.

A path is decided by the newest release which has it; older releases only add paths that are gone.
"""

import re

from evidence import Evidence, collect
from kinds import kinds_of
from layout import integration_of, relative_path, yaml_roots
from names import AMBIGUOUS, DOUBTFUL, NEVER, NOT_A_CREDENTIAL, class_of_name
from schemas import Entry, walk
from scopes import Package

Row = tuple[str, str, str, str]
# No secret fits in these. `number` is looked at apart: a PIN may be one.
_NO_SECRET = {"switch", "choice", "path", "map", "reference"}
_PLAIN = re.compile(r"^[A-Za-z][\w-]*$")


class Catalogue:
    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Row]] = {}
        self.doubtful: dict[str, dict[str, str]] = {}
        self._decided: set[tuple[str, str]] = set()
        self._evidence: dict[str, Evidence] = {}

    def learn(self, package: Package) -> dict[str, Evidence]:
        """Evidence of one release. It counts for the YAML of every release of that integration."""
        found = collect(package)
        for integration, evidence in found.items():
            known = self._evidence.setdefault(integration, Evidence())
            known.secret |= evidence.secret
            known.selector |= evidence.selector
            known.diagnostics |= evidence.diagnostics
        return found

    def add_release(self, package: Package, release: str) -> None:
        """To be called with the newest release first."""
        fresh: dict[tuple[str, str], list[Entry]] = {}
        for root in yaml_roots(package):
            integration = integration_of(root.file, package)
            for entry in walk(root.node, root.env):
                path = relative_path(entry.path, root, integration)
                if path and (integration, path) not in self._decided and _PLAIN.match(entry.path[-1]):
                    fresh.setdefault((integration, path), []).append(entry)
        for (integration, path), entries in sorted(fresh.items()):
            self._decided.add((integration, path))
            rows = {row for entry in entries if (row := self._decide(integration, path, entry, release))}
            if rows:
                self.rows.setdefault(integration, {})[path] = min(rows, key=_strength)

    def _decide(self, integration: str, path: str, entry: Entry, release: str) -> Row | None:
        name = entry.path[-1]
        kinds = kinds_of(entry.value, entry.env)
        if kinds <= _NO_SECRET:
            return None
        evidence = self._evidence.get(integration, Evidence())
        known = class_of_name(name)
        looked_up = integration in AMBIGUOUS.get(name, {})
        if integration in NOT_A_CREDENTIAL.get(name, {}):
            return None
        if entry.secret or name in evidence.secret:
            label, why = "credential", "secret-marker"
        elif name in evidence.selector:
            label, why = known or "credential", "selector"
        elif name in evidence.diagnostics and (known or looked_up):
            label, why = known or "credential", "diagnostics"
        elif looked_up or known:
            label, why = "credential" if looked_up else str(known), "schema"
        else:
            if DOUBTFUL.match(name) and not NEVER.match(name) and "text" in kinds:
                self.doubtful.setdefault(integration, {}).setdefault(path, release)
            return None
        if label == "credential" and "text" not in kinds and "removed" not in kinds and not (entry.secret or looked_up):
            return None
        return label, release, entry.file, why


_ORDER = ("secret-marker", "selector", "diagnostics", "schema")


def _strength(row: Row) -> tuple[int, str, str]:
    return _ORDER.index(row[3]), row[0], row[2]
