"""What Home Assistant's own loader reads from YAML texts.

Reads lines of JSON, each a text, from standard input; writes one line about the loader, then one line for each text:
{"scalars": [...], "loads": bool} as the composer sees it, or {"rejected": kind of error}.
A scalar is [path, value, type, style, tag, first, last, constructed]; `first` and `last` count code points in the
text as Python opens a file: every line end is one "\n". The texts are test data; no file is read, nothing is resolved.
"""

import io
import json
import sys

import yaml

# what Home Assistant registers; to resolve them is not the point here, so each stands for itself
TAGS = ["!secret", "!env_var", "!include", "!include_dir_list", "!include_dir_merge_list"]
TAGS += ["!include_dir_named", "!include_dir_merge_named", "!input"]
STANDARD = "tag:yaml.org,2002:"
LONGEST_VALUE = 5_000
MOST_SCALARS = 100_000
DEEPEST = 200

try:
    from annotatedyaml import loader as home
    from importlib.metadata import version

    NAME = f"annotatedyaml {version('annotatedyaml')} on PyYAML {yaml.__version__}"
    LOADERS = [home.FastSafeLoader, home.PythonSafeLoader]
except (ImportError, SyntaxError):
    # Python before 3.12 cannot import it. It leaves composing and resolving to PyYAML, which is here all the same.
    NAME = f"PyYAML {yaml.__version__} alone: Python {sys.version_info.major}.{sys.version_info.minor} is too old for annotatedyaml"

    class FastLoader(yaml.CSafeLoader):
        pass

    class PythonLoader(yaml.SafeLoader):
        pass

    LOADERS = [FastLoader, PythonLoader]


def stand_in(loader, node):
    if not isinstance(node, yaml.ScalarNode) or not node.value:
        raise yaml.YAMLError("a reference needs a name")
    return node.value


for one in LOADERS:
    for name in TAGS:
        one.add_constructor(name, stand_in)


def compose(text):
    """As parse_yaml does it: the fast loader, and if that fails the one in Python."""
    for index, loader_class in enumerate(LOADERS):
        loader = loader_class(io.StringIO(text))
        try:
            roots = []
            while loader.check_node():
                roots.append(loader.get_node())
            return loader, roots
        except yaml.YAMLError:
            if index == len(LOADERS) - 1:
                raise
        finally:
            loader.dispose()


def loads(text):
    for loader_class in LOADERS:
        try:
            yaml.load(text, Loader=loader_class)
            return True
        except yaml.YAMLError:
            continue
        except Exception:
            # a ValueError for a date that does not exist, a TypeError for a key that cannot be one
            return False
    return False


def constructed(loader, node):
    if not node.tag.startswith(STANDARD):
        return "reference"
    try:
        return [kind.__name__ for kind in type(loader.construct_object(node)).__mro__][:-1]
    except Exception as error:
        return type(error).__name__


def walk(loader, roots):
    """Scalars in the order of the text. A node met again is an alias and is passed over."""
    found = []
    seen = set()
    stack = [([], root) for root in reversed(roots)]
    while stack:
        path, node = stack.pop()
        if id(node) in seen or len(found) >= MOST_SCALARS:
            continue
        seen.add(id(node))
        if len(path) > DEEPEST:
            raise RecursionError
        if isinstance(node, yaml.ScalarNode):
            kind = node.tag[len(STANDARD) :] if node.tag.startswith(STANDARD) else "str"
            found.append([
                path, node.value[:LONGEST_VALUE], kind, node.style or "", node.tag,
                node.start_mark.index, node.end_mark.index, constructed(loader, node),
            ])
        elif isinstance(node, yaml.SequenceNode):
            below = [(path + [index], item) for index, item in enumerate(node.value)]
            stack.extend(reversed(below))
        else:
            below = []
            for key, value in node.value:
                step = path + [key.value if isinstance(key, yaml.ScalarNode) else "?"]
                below.append((step if isinstance(key, yaml.ScalarNode) else path, key))
                below.append((step, value))
            stack.extend(reversed(below))
    return found


def read(text):
    try:
        loader, roots = compose(text)
        return {"scalars": walk(loader, roots), "loads": loads(text)}
    except RecursionError:
        return {"rejected": "RecursionError"}
    except Exception as error:
        # not only YAMLError: a wrong escape is a ValueError, a lone surrogate a UnicodeEncodeError
        return {"rejected": type(error).__name__}


def main():
    print(json.dumps({"loader": NAME}), flush=True)
    for line in sys.stdin:
        # as text files are opened: any line end becomes "\n"
        text = json.loads(line).replace("\r\n", "\n").replace("\r", "\n")
        print(json.dumps(read(text)))


main()
