"""The import layers of pyproject.toml hold."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PROJECT


def test_no_module_imports_from_a_layer_above_it() -> None:
    # In a process of its own: the linter switches off every logger that was there before it.
    linted = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=PROJECT, check=False)
    assert linted.returncode == 0
