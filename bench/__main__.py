"""Every benchmark, one after the other, in one table. Run as `python -m bench [name ...]`."""

import subprocess
import sys

NAMES = ("pages", "answers", "push", "photo", "search", "clips")


def main(names: list[str]) -> int:
    """Run each in a process of its own, so that none inherits another's memory; 1 if a limit was not held."""
    results = [subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode for name in names]
    return int(any(results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(NAMES)))
