"""Loaded data as JSON, with types, and the loop that answers jobs: shared by the loaders."""

import datetime
import json
import sys


def encode(value):
    if isinstance(value, dict):
        return ["map", [[encode(key), encode(one)] for key, one in value.items()]]
    if isinstance(value, (list, tuple)):
        return ["list", [encode(one) for one in value]]
    if isinstance(value, bool) or value is None:
        return [type(value).__name__, value]
    if isinstance(value, str):
        return ["str", str(value)]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return [type(value).__name__, value.isoformat()]
    return [type(value).__name__, repr(value)]


def answer_jobs(load):
    """Reads lines of JSON, each {"root": folder, "file": path in it}; writes a line for each: {"data": ...} or {"error": kind}."""
    for line in sys.stdin:
        job = json.loads(line)
        try:
            answer = {"data": encode(load(job))}
        except Exception as error:  # noqa: BLE001
            answer = {"error": type(error).__name__}
        print(json.dumps(answer))
