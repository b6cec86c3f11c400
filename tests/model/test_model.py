"""Schedules of the model: a short campaign, and a proof that every check bites where a rule is left out."""

import ast
import os
import sys
from pathlib import Path

import pytest

from tests.model.steps import run

SCHEDULES = int(os.environ.get("KASHI_MODEL_N", "0")) or 1500
FIRST = int(os.environ.get("KASHI_MODEL_FIRST", "1"))

# Each rule left out, the features that bring it into play (in long schedules), the seed to begin at, and what the checks then say.
LEFT_OUT = (
    ("heads are places", "images,twins", 1, "an entry is lost"),
    ("last file rules", "images,twins,batches", 1, "an entry is lost"),
    ("known files arrive again", "batches,one stick,images", 1, "unconfirmed after three rounds"),
    ("lacking of any stream", "hostile village", 1, "a file brings a stream of others"),
    ("nothing is lacking", "erasure,packages,twins,consent,long", 1500, "dumps differ"),
    ("Lamport fixed on arrival", "twins,batches", 500, "what folds depends on the order of arrival"),
    ("concurrent consent shown", "consent,twins", 1, "a consent is shown against a withdrawal"),
    ("destruction is final", "erasure,thief", 300, "what folds depends on the order of arrival"),
    ("hidden values are sent", "erasure,consent", 1, "a file brings destroyed values"),
    ("state folder ignored", "erasure", 1, "a copy brings destroyed values back"),
    ("orphans not issued again", "erasure,images", 1, "dumps differ"),
    ("persons known by id alone", "hostile village,erasure", 200, "dumps differ"),
    ("split offices stay", "devices,prefecture,images", 1, "an office is active in one stream and stopped in another"),
    ("only the active computer is heard", "devices,prefecture,images", 7200, "an entry is lost"),
    ("heads of the parent ignored", "enrolment", 1, "an honest entry ceases to fold"),
    ("unapproved counts", "hostile village", 1, "an unapproved laptop's entry counts"),
    ("one revocation suffices", "revocation,thief", 1150, "what a thief wrote counts after it was stopped"),
    ("approved again", "thief,revocation", 50, "what a thief wrote counts after it was stopped"),
    ("rulings can be withdrawn", "packages,revocation", 1, "an honest entry ceases to fold"),
    ("certificates say who is a laptop", "stolen office,false certificates,thief", 14, "what a thief wrote counts after it was stopped"),
    (
        "trusted chains make no computer",
        "stolen office,false certificates,devices,thief,revocation",
        32,
        "what folds depends on the order of arrival",
    ),
    ("rulings stay in their stream", "common streams,revocation,thief", 60, "what a thief wrote counts after it was stopped"),
    ("keeper merges across streams", "merges,hostile village", 1, "an attacker changed who is one person elsewhere"),
    ("keeper merges conduct", "merges,hostile village", 1950, "an attacker changed who is one person elsewhere"),
    ("keeper undoes by id", "merges,hostile village", 1, "an attacker changed who is one person elsewhere"),
    ("last half says who stays", "merges,hostile village", 100, "an attacker changed who is one person elsewhere"),
    ("last half of the parent says", "merges,hostile village", 11250, "an attacker changed who is one person elsewhere"),
)


@pytest.mark.soak
def test_no_schedule_breaks_what_must_hold() -> None:
    for seed in range(FIRST, FIRST + SCHEDULES):
        schedule = run(seed, 2 + seed % 20)
        assert not schedule.faults, f"seed {seed}: {sorted(schedule.faults)}\n" + "\n".join(schedule.trace())


@pytest.mark.parametrize(("rule", "features", "first", "fault"), LEFT_OUT, ids=[rule for rule, *_ in LEFT_OUT])
def test_a_rule_left_out_is_found(rule: str, features: str, first: int, fault: str) -> None:
    chosen = frozenset(features.split(","))
    shortest = 24 if "long" in chosen else 6
    faults: set[str] = set()
    for seed in range(first, first + 500):
        faults = run(seed, shortest + seed % 24, rule, chosen - {"long"}).faults
        if faults:
            break
    assert fault in faults


def test_every_rule_that_can_be_left_out_is_left_out() -> None:
    here = Path(__file__).parent
    sources = [ast.parse(path.read_text("utf-8")) for path in sorted(here.glob("*.py")) if not path.name.startswith("test_")]
    compared = {
        node.comparators[0].value
        for source in sources
        for node in ast.walk(source)
        if isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Attribute)
        and node.left.attr == "broken"
        and isinstance(node.comparators[0], ast.Constant)
    }
    told = {"tie by hash", "number before card"}  # each has a history in test_mended_rules
    assert compared - told - {"epochs are linked"} == {rule for rule, *_ in LEFT_OUT}


def test_linked_epochs_change_nothing() -> None:
    for seed in range(1, 200):
        assert not run(seed, 6 + seed % 24, "epochs are linked", frozenset(("images", "twins", "one stick"))).faults


def test_the_model_shares_no_code_with_the_program() -> None:
    for path in sorted(Path(__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                allowed = name.split(".")[0] in sys.stdlib_module_names or name.startswith("tests.model") or name == "pytest"
                assert allowed, f"{path.name} imports {name}"
