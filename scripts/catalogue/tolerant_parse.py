"""Parses Python source newer than the interpreter that runs this script.

Home Assistant is written for the newest Python. The catalogue must come out the same on every
machine, so new syntax is rewritten to old syntax before parsing, and a top-level statement that
still does not parse is left out (only that statement, and never silently: see `skipped`).
"""

import ast
import re

# `except A, B:` (3.14). Not matched: anything with parentheses, which old parsers accept.
_EXCEPT = re.compile(r"^(\s*except )([^:()#\n]+,[^:()#\n]+):", re.M)
# `type Name = ...` and `type Name[T] = ...` (3.12). Not matched: a variable called `type`.
_TYPE = re.compile(r"^(\s*)type (\w+)(?=\s*[\[=])", re.M)
# `def f[T](...)` and `class C[T]:` (3.12).
_GENERIC = re.compile(r"^\s*(?:async\s+def|def|class)\s+\w+(?=\[)", re.M)
# A line which can start a top-level statement: not indented, not a closing bracket or a comment.
_START = re.compile(r"^[^\s)\]}#]")
# A statement cut at a wrong place (a text in triple quotes with lines at the margin) is joined
# with up to this many following pieces before it is given up.
_MAX_JOIN = 12


def parse(source: str, skipped: list[str] | None = None) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        pass
    source = _rewrite(source)
    try:
        return ast.parse(source)
    except SyntaxError:
        return _parse_piecewise(source, skipped if skipped is not None else [])


def _rewrite(source: str) -> str:
    source = _EXCEPT.sub(r"\1(\2):", source)
    source = _drop_brackets(source, _GENERIC)
    source = _drop_brackets(source, _TYPE)
    return _TYPE.sub(r"\1\2", source)


def _drop_brackets(source: str, before: re.Pattern[str]) -> str:
    """Removes the balanced [...] which follows each match."""
    out: list[str] = []
    done = 0
    for match in before.finditer(source):
        start = match.end()
        if start < done or source[start : start + 1] != "[":
            continue
        depth, end = 0, start
        while end < len(source):
            depth += {"[": 1, "]": -1}.get(source[end], 0)
            end += 1
            if depth == 0:
                break
        out.append(source[done:start])
        done = end
    out.append(source[done:])
    return "".join(out)


def _parse_piecewise(source: str, skipped: list[str]) -> ast.Module:
    lines = source.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if _START.match(line)]
    starts.append(len(lines))
    body: list[ast.stmt] = []
    at = 0
    while at < len(starts) - 1:
        for join in range(1, min(_MAX_JOIN, len(starts) - 1 - at) + 1):
            piece = "".join(lines[starts[at] : starts[at + join]])
            try:
                parsed = ast.parse(piece)
            except SyntaxError:
                continue
            # `try:` needs its `except`, `@x` its function: both fail alone and are joined.
            body.extend(parsed.body)
            at += join
            break
        else:
            skipped.append(lines[starts[at]].strip()[:80])
            at += 1
    return ast.Module(body=body, type_ignores=[])
