"""Run a campaign: python -m tests.model [--first SEED] [--count N] [--steps 4-24] [--broken RULE]."""

import argparse
import sys
import time
from collections import Counter

from tests.model.steps import run


def campaign(first: int, count: int, lengths: tuple[int, int], broken: str, show: int) -> int:
    """Run so many schedules and tell what does not hold, the shortest traces in full."""
    begun = time.time()
    faults: Counter[str] = Counter()
    features: Counter[str] = Counter()
    worst: list[tuple[int, int, str, list[str]]] = []
    for seed in range(first, first + count):
        s = run(seed, lengths[0] + seed * 7919 % (lengths[1] - lengths[0] + 1), broken)
        features.update(s.features)
        for fault in s.faults:
            faults[fault] += 1
            worst.append((len(s.steps), seed, fault, s.trace()))
            worst = sorted(worst)[:show]
    took = time.time() - begun
    tell(f"seeds {first}-{first + count - 1}, {lengths[0]}-{lengths[1]} steps, {took:.0f} s, {count / took:.0f}/s")
    tell("  features: " + ", ".join(f"{name} {number}" for name, number in sorted(features.items())))
    tell(f"  violations: {dict(faults) or 'none'}")
    for _, seed, fault, trace in worst:
        tell("\n   ".join([f"== {fault} (seed {seed})", *trace]))
    return sum(faults.values())


def tell(text: str) -> None:
    """Write a line at once, so that a long campaign can be followed."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description="Random schedules of the rules of the exchange")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--steps", default="4-24")
    parser.add_argument("--broken", default="")
    parser.add_argument("--show", type=int, default=1)
    arguments = parser.parse_args()
    low, _, high = arguments.steps.partition("-")
    return 1 if campaign(arguments.first, arguments.count, (int(low), int(high or low)), arguments.broken, arguments.show) else 0


if __name__ == "__main__":
    sys.exit(main())
