"""Fetches a published wheel with pip and reads files out of it. Nothing in it is ever executed."""

import subprocess
import sys
import zipfile
from pathlib import Path


class Wheel:
    """The files of one wheel, named relative to the package folder."""

    def __init__(self, path: Path, package: str) -> None:
        self._zip = zipfile.ZipFile(path)
        self.package = package
        prefix = package + "/"
        self._names = {name[len(prefix) :]: name for name in self._zip.namelist() if name.startswith(prefix)}

    def names(self) -> list[str]:
        return sorted(self._names)

    def has(self, name: str) -> bool:
        return name in self._names

    def text(self, name: str) -> str:
        return self._zip.read(self._names[name]).decode("utf-8").replace("\r\n", "\n")


def open_wheel(package: str, version: str, cache: Path) -> Wheel:
    cache.mkdir(parents=True, exist_ok=True)
    pattern = f"{package}-{version}-*.whl"
    found = sorted(cache.glob(pattern))
    if not found:
        # The wheel is only read, so the Python version it wants does not matter.
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary=:all:", "--implementation", "py", "--ignore-requires-python"]
        command += ["-d", str(cache), f"{package}=={version}"]
        subprocess.run(command, check=True)
        found = sorted(cache.glob(pattern))
    if not found:
        raise SystemExit(f"no wheel of {package} {version} in {cache}")
    return Wheel(found[0], package)
