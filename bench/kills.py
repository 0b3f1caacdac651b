"""Kills the server 200 times while staff send changes, photos and publications, and looks for what is lost."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.durability.killing import kill


def main() -> None:
    """Kill, look for everything, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="the same moments again, roughly")
    parser.add_argument("--database-url", default="", help="an empty PostgreSQL database, instead of SQLite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dagkaart-kills-") as name:
        folder = Path(name) / "site"
        folder.mkdir()
        outcome = kill(folder, asked.kills, database_url=asked.database_url, seed=asked.seed)
    print(f"{asked.kills} kills, seed {asked.seed}")
    print("\n".join(outcome.lines()))
    sys.exit(1 if outcome.findings else 0)


if __name__ == "__main__":
    main()
