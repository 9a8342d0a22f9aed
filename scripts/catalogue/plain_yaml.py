"""Reads the plain block YAML of services.yaml: mappings by indentation, anchors, aliases, merges.

The standard library has no YAML reader. Lists and scalars are kept as text because only the names
of services and fields and the words of their selectors matter here.
"""

import re

# `key:` or `key: rest`, the key plain or quoted. Not matched: list items and comments.
_LINE = re.compile(r"""^(\s*)(?:"([^"]+)"|'([^']+)'|([^\s#\-"'][^:]*?|<<))\s*:(?:\s+(.*))?$""")
_ANCHOR = re.compile(r"^&(\S+)\s*")

Tree = dict[str, object]


def read(text: str) -> Tree:
    anchors: dict[str, object] = {}
    root: Tree = {}
    # (indent of the keys inside, mapping)
    stack: list[tuple[int, Tree]] = [(-1, root)]
    block_indent: int | None = None
    for line in text.split("\n"):
        stripped = line.strip()
        indent = len(line) - len(line.lstrip())
        if block_indent is not None and (not stripped or indent > block_indent):
            continue
        block_indent = None
        match = _LINE.match(line)
        if not stripped or stripped.startswith("#") or not match:
            continue
        key = match[2] or match[3] or match[4]
        rest = (match[5] or "").split(" #")[0].strip()
        while stack[-1][0] >= indent:
            stack.pop()
        parent = stack[-1][1]
        anchor = _ANCHOR.match(rest)
        if anchor:
            rest = rest[anchor.end() :]
        if rest.startswith("*"):
            value: object = anchors.get(rest[1:], {})
            if key == "<<" and isinstance(value, dict):
                for name, inner in value.items():
                    parent.setdefault(name, inner)
                continue
        elif rest in (">", "|", ">-", "|-", ">+", "|+"):
            value, block_indent = "", indent
        elif rest and rest != "{}":
            value = rest.strip("\"'")
        else:
            value = {}
            stack.append((indent, value))
        if anchor:
            anchors[anchor[1]] = value
        parent[key] = value
    return root


def child(tree: object, *names: str) -> object:
    for name in names:
        if not isinstance(tree, dict):
            return None
        tree = tree.get(name)
    return tree
