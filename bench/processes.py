"""Starts the windows of the bars, each in a process of its own, and reads what they tell."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def told_by(module: str, *arguments: str) -> str:
    """The last line that ``bench.<module>`` writes. Errors: RuntimeError with its complaint."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "BENCH_STARTED": repr(time.monotonic())}
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *arguments], env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"bench.{module} {' '.join(arguments)}: {done.stderr[-2000:]}")
    return done.stdout.strip().splitlines()[-1]
