"""The table that benchmarks print: what was measured, how much it is, which limit it has, and whether it holds."""

import sys


def row(name: str, value: str, limit: str = "", ok: bool = True) -> bool:
    """Print one line and return `ok`; a line without a limit is there to be read."""
    mark = ("ok" if ok else "NO") if limit else "--"
    print(f"{mark:<3} {name:<62} {value:>16}  {limit}", flush=True)
    return ok


def finish(results: list[bool]) -> None:
    """End the benchmark: with an error if a limit was not held."""
    sys.exit(0 if all(results) else 1)
