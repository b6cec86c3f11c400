"""The short run: faults that no test noticed once are noticed, and a mutant is what it says."""

import os
import subprocess
import sys

import pytest

from tests.mutation.__main__ import equivalents
from tests.mutation.mutants import mutants_of
from tests.mutation.named import NAMED
from tests.mutation.running import ROOT, path_of
from tests.mutation.targets import TARGETS

SMALL = '''"""A module."""


def kept(numbers: list[int], least: int = 3) -> list[int]:
    """What is kept."""
    if not numbers:
        raise KeyError("none")
    return sorted(each for each in numbers if each > least and each != 7)
'''


def test_each_mutant_is_one_fault_of_another_kind() -> None:
    said = [each.said for each in mutants_of("small", SMALL)]
    assert len(said) == len(set(said))
    for expected in (
        "if not numbers → if not not numbers",
        "not numbers → numbers",
        "raise KeyError('none') → nothing",
        "3 → 4",
        "each > least → each >= least",
        "each > least and each != 7 → each > least or each != 7",
        "each > least and each != 7 → each != 7",
        "sorted((each for each in numbers if each > least and each != 7)) → list((each for each in numbers if each > least and each != 7))",
        "without the condition each > least and each != 7",
    ):
        assert expected in said


def test_a_mutant_runs_as_it_says() -> None:
    def answer(said: str) -> object:
        (mutant,) = (each for each in mutants_of("small", SMALL) if each.said == said)
        space: dict[str, object] = {}
        exec(mutant.compiled(ROOT / "small.py"), space)  # type: ignore[arg-type]  # code, as compile gives it
        return space["kept"]([9, 3, 7, 5])  # type: ignore[operator]  # the function above

    assert answer("7 → 8") == [5, 7, 9]
    assert answer("each > least → each >= least") == [3, 5, 9]
    assert answer("each > least and each != 7 → each != 7") == [3, 5, 9]


def test_the_lists_name_what_is_there() -> None:
    """A named fault whose text has moved, and tests that are gone, stop the run; of the mutants left out none is named twice."""
    for each in NAMED:
        each.compiled(path_of(each.module))
    for name in {test for tests in (*TARGETS.values(), *(each.tests for each in NAMED)) for test in tests}:
        assert (ROOT / "tests" / name).is_file(), name
    assert all(reason.strip() for reason in equivalents().values())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the runner forks")
def test_what_nothing_noticed_once_is_noticed() -> None:
    """Four of them here, all in ``make soak``."""
    command = [
        sys.executable,
        "-m",
        "tests.mutation",
        "--named",
        *(f"--only={word}" for word in ("certificate", "counters", "device", "folder")),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("killed ") >= 4
