"""Puts `uv` in .tools/bin: the machine's own, else from PyPI with pip, else from PyPI with nothing but Python."""

import hashlib
import io
import json
import platform
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urljoin

VERSION = "0.13.9"
INDEX = "https://pypi.org/simple/uv/"
TOOLS = Path(__file__).resolve().parent.parent / ".tools"
PROGRAM = TOOLS / "bin" / "uv"


def main() -> None:
    """Leave a program that starts uv, and say where it came from."""
    PROGRAM.parent.mkdir(parents=True, exist_ok=True)
    PROGRAM.unlink(missing_ok=True)  # it may stand on the path that is searched next
    found = shutil.which("uv")
    if found is None:
        print(f"uv is not on this machine: fetching uv {VERSION} into {TOOLS}", file=sys.stderr)
        found = with_pip() or without_pip()
    PROGRAM.write_text(f'#!/bin/sh\nexec "{found}" "$@"\n')
    PROGRAM.chmod(0o755)


def with_pip() -> str | None:
    """Return the program fetched by pip, which knows the machine's mirrors; None where Debian left pip out."""
    folder = TOOLS / "uv"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--upgrade",
        "--root-user-action=ignore",  # it goes into our own folder
        "--target",
        str(folder),
        f"uv=={VERSION}",
    ]
    if subprocess.run(command, check=False).returncode != 0:
        return None
    return str(folder / "bin" / "uv")


def without_pip() -> str:
    """Return the program from PyPI's wheel, checked against the digest that PyPI gives."""
    index = urllib.request.Request(INDEX, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(index, timeout=60) as answer:
        files = json.load(answer)["files"]
    wheel = next(file for file in files if is_for_this_machine(file["filename"]))
    with urllib.request.urlopen(urljoin(INDEX, wheel["url"]), timeout=600) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != wheel["hashes"]["sha256"]:
        sys.exit("uv from PyPI is not what PyPI says it is: nothing was installed")
    program = TOOLS / "uv" / "uv"
    program.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        program.write_bytes(archive.read(name))
    program.chmod(0o755)
    return str(program)


def is_for_this_machine(filename: str) -> bool:
    """Tell whether a file is the wheel with the program for this processor and system."""
    system = {"Linux": "manylinux", "Darwin": "macosx"}[platform.system()]
    return filename.startswith(f"uv-{VERSION}-") and system in filename and platform.machine() in filename


if __name__ == "__main__":
    main()
