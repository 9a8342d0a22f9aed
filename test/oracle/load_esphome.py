"""Loads YAML files by ESPHome's own loader, references and includes looked up, and prints what came out, with types."""

import logging
from pathlib import Path

from encode import answer_jobs
from esphome import yaml_util
from esphome.config_helpers import Extend, Remove
from esphome.core import CORE, Lambda

logging.disable(logging.CRITICAL)
DEEPEST = 8


def plain(value, depth=0):
    """What ESPHome wraps as what it stands for; an include with what it brings, which is looked up only now."""
    if depth > 200:
        raise RecursionError
    if isinstance(value, yaml_util.IncludeFile):
        if depth > DEEPEST:
            raise RecursionError
        return ["include", str(value.file), plain(value.vars, depth + 1), plain(value.load(), depth + 1)]
    if isinstance(value, Lambda):
        return ["lambda", str(value.value)]
    if isinstance(value, (Extend, Remove)):
        return [type(value).__name__, str(value.value)]
    if isinstance(value, dict):
        return {plain(key, depth + 1): plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one, depth + 1) for one in value]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


def load(job):
    root = Path(job["root"])
    # the file that the program was started with: its folder is asked for what is not beside a file
    CORE.config_path = root / job.get("main", job["file"])
    return plain(yaml_util.load_yaml(root / job["file"]))


answer_jobs(load)
