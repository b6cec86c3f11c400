"""Try the tests: python -m tests.mutation [--named] [--count N] [--seed SEED] [--module NAME] [--only TEXT] [--list]."""

import argparse
import random
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutation import running
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.named import NAMED
from tests.mutation.running import Verdict, path_of, run
from tests.mutation.targets import TARGETS

EQUIVALENT = Path(__file__).with_name("equivalent.txt")
LEAST = 0.9
"""The share of mutants that must be killed."""


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description="Small faults in the modules that hold the exchange, each of which a test must notice")
    parser.add_argument("--count", type=int, default=0, help="so many of all faults, by chance")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--module", action="append", choices=TARGETS, help="of these modules only")
    parser.add_argument("--only", action="append", help="only faults whose name holds one of these texts")
    parser.add_argument("--named", action="store_true", help="the faults that no test noticed once")
    parser.add_argument("--list", action="store_true", help="name the chosen faults and run nothing")
    arguments = parser.parse_args()
    alike = equivalents()
    every = [each for module in arguments.module or TARGETS for each in mutants_of(module, path_of(module).read_text(encoding="utf-8"))]
    if stale := alike.keys() - {each.name for each in every} if not arguments.module else ():
        tell("\n".join(["no longer there, to be taken out of equivalent.txt:", *sorted(stale)]))
    wanted = arguments.only or [""]
    able = [each for each in every if each.name not in alike and any(text in each.name for text in wanted)]
    chosen = sorted(random.Random(arguments.seed).sample(range(len(able)), min(arguments.count or 0, len(able))))
    if arguments.list:
        tell("\n".join(able[place].name for place in (chosen if arguments.count else range(len(able)))))
        return 0
    running.warm()
    missed = [] if not arguments.named else try_named(wanted)
    return int(bool(missed)) | (try_sample([able[place] for place in chosen], arguments.seed) if chosen else 0)


def equivalents() -> dict[str, str]:
    """Faults that change nothing anybody could notice, with the reason: name, a tab, reason, a line each."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def try_named(wanted: Sequence[str]) -> list[str]:
    """Run the faults that have a name with one of these texts in it; those that nothing noticed."""
    missed = []
    for each in (each for each in NAMED if any(text in each.what for text in wanted)):
        verdict = run(each.module, each.compiled, in_tests(each.tests))
        tell(f"{verdict.outcome:8} {path_of(each.module).relative_to(running.ROOT)}: {each.what} ({verdict.by}, {verdict.seconds:.1f} s)")
        if verdict.outcome != "killed":
            missed.append(each.what)
    return missed


def try_sample(chosen: Sequence[Mutant], seed: int) -> int:
    """Run the mutants and tell the share that was killed; 1 when it is too small."""
    began, survived = time.monotonic(), []
    if not all(healthy(module) for module in dict.fromkeys(each.module for each in chosen)):
        return 1
    for mutant in chosen:
        verdict = run(mutant.module, mutant.compiled, in_tests(TARGETS[mutant.module]))
        tell(line_of(mutant, verdict))
        if verdict.outcome != "killed":
            survived.append(mutant)
    share = 1 - len(survived) / len(chosen)
    tell(f"seed {seed}: {len(chosen) - len(survived)} of {len(chosen)} killed, {share:.1%}, {time.monotonic() - began:.0f} s")
    tell("\n".join(["survivors:", *(each.name for each in survived)] if survived else ["no survivors"]))
    return int(share < LEAST)


def healthy(module: str) -> bool:
    """Whether the module's tests pass as it stands: else they would kill everything."""
    verdict = run(module, None, in_tests(TARGETS[module]))
    tell(f"{module} as it stands: {verdict.outcome} ({verdict.by}, {verdict.seconds:.1f} s)")
    return verdict.outcome == "survived"


def in_tests(names: Iterable[str]) -> list[str]:
    """Files by their names below tests."""
    return [f"tests/{name}" for name in names]


def line_of(mutant: Mutant, verdict: Verdict) -> str:
    """What was changed, where, and what came of it."""
    file = path_of(mutant.module).relative_to(running.ROOT)
    return f"{verdict.outcome:8} {file}:{mutant.line} {mutant.where}: {mutant.said} ({verdict.by}, {verdict.seconds:.1f} s)"


def tell(text: str) -> None:
    """Write a line at once, so that a long run can be followed."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
