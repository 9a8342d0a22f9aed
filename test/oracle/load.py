"""Loads YAML files as Home Assistant does, references looked up, and prints what came out, with types."""

from pathlib import Path

from encode import answer_jobs

try:
    from annotatedyaml import loader
except (ImportError, SyntaxError):
    # Python before 3.12 cannot import it
    loader = None

if loader is None:
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    def secret(self, node):
        folder = self.folder
        while True:
            path = folder / "secrets.yaml"
            if path.exists():
                known = yaml.load(path.read_text("utf-8-sig"), yaml.SafeLoader)
                if not isinstance(known, dict):
                    raise ValueError("Secrets is not a dictionary")
                if node.value in known and node.value != "logger":
                    return known[node.value]
            if folder == self.root:
                raise ValueError("not defined")
            folder = folder.parent

    Loader.add_constructor("!secret", secret)
    for name in ("!include", "!env_var", "!input"):
        Loader.add_constructor(name, lambda self, node: ("tag", node.tag, node.value))

    def load(root, file):
        one = Loader((root / file).read_text("utf-8-sig"))
        one.root, one.folder = root, (root / file).parent
        return one.get_single_data()

else:
    # what a tag stands for elsewhere is not the point here
    for cls in (loader.FastSafeLoader, loader.PythonSafeLoader):
        for name in ("!include", "!env_var", "!input"):
            cls.add_constructor(name, lambda self, node: ("tag", node.tag, node.value))

    def load(root, file):
        return loader.load_yaml(str(root / file), loader.Secrets(root))


answer_jobs(lambda job: load(Path(job["root"]), job["file"]))
