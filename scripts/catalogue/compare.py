"""Compares the catalogue with a list made by other means: what is missing, what is new.

The list is JSON: `yaml_credentials` maps an integration to the names of its credential keys under
`now` (current release) and `legacy`.
"""


def differences(core: dict, other: dict) -> list[str]:
    ours: dict[tuple[str, str], str] = {}
    for integration, rows in core["integrations"].items():
        for path, row in rows.items():
            if row[0] == "credential":
                key = path.split(".")[-1].removesuffix("[]")
                ours[integration, key] = max(ours.get((integration, key), ""), f"{path} {' '.join(row[1:])}")
    theirs = {
        (integration, key): when
        for integration, lists in other.get("yaml_credentials", {}).items()
        for when in ("now", "legacy")
        for key in lists.get(when, [])
    }
    out = [f"missing: {i}: {k} ({theirs[i, k]})" for i, k in sorted(theirs.keys() - ours.keys())]
    out += [f"extra: {i}: {ours[i, k]}" for i, k in sorted(ours.keys() - theirs.keys())]
    return [*out, f"{len(theirs.keys() & ours.keys())} in both, {len(theirs)} in the list, {len(ours)} here"]
