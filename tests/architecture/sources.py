"""The files that git knows, and what stands in the Python ones."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file in git that is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := PROJECT / name).is_file())


def written(*suffixes: str, under: str = "") -> Iterator[Path]:
    """Return the tracked files with one of these endings, in a folder of the project; migrations are records."""
    ours = (path for path in tracked() if not path.is_relative_to(PROJECT / "app" / "migrations" / "versions"))
    return (path for path in ours if path.suffix in suffixes and path.is_relative_to(PROJECT / under))


@cache
def tree(path: Path) -> ast.Module:
    """Return a Python file as a syntax tree."""
    return ast.parse(path.read_text(), str(path))


@cache
def functions(path: Path) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    """Return every function and method in a file."""
    return tuple(node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@cache
def classes(path: Path) -> tuple[ast.ClassDef, ...]:
    """Return every class in a file."""
    return tuple(node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef))


def name_of(path: Path, line: int | None = None) -> str:
    """Return a file's name as a person finds it."""
    return f"{path.relative_to(PROJECT)}" + (f":{line}" if line else "")
