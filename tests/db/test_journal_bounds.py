"""What the journal takes of one change: how many hashes an entry names, what needs a consent, what has no place."""

import hashlib
import os
from dataclasses import replace
from typing import Any

import pytest

from db.consents import GIVEN_ON
from db.journal import Change, append, creation, heads_of_many, ref_prefix
from db.queries.branches import hash_at
from db.streams import new_id
from kashi_desktop.services.context import Context
from kashi_desktop.workspace import Workspace
from tests.workspaces import context_of, digest, elder_input, rows_of, visit_input


@pytest.fixture
def context(village: Workspace) -> Context:
    return context_of(village)


def update(context: Context, elder: bytes, fields: dict[str, Any], seen: tuple[bytes, ...] = ()) -> Change:
    """A change of an elder's record."""
    return Change(context.office.unit_id, "elder", "update", elder, elder, fields, seen)


def of_record(village: Workspace, record: bytes, columns: str) -> list[Any]:
    """What its entries say, one after another."""
    return [row[:-1] for row in rows_of(village, "entry", f"{columns}, record", "branch, seq") if row[-1] == record]


@pytest.mark.parametrize(
    ("number", "named"), [(0, [0]), (1, [1]), (63, [63]), (64, [64]), (65, [64, 1]), (128, [64, 64]), (129, [64, 64, 1])]
)
def test_an_entry_names_sixty_four_hashes_and_no_more(village: Workspace, context: Context, number: int, named: list[int]) -> None:
    elder = village.elders.save(elder_input()).id
    seen = tuple(os.urandom(32) for _ in range(number))
    with context.write() as work:
        work.apply([update(context, elder, {"group": "东边"}, seen)])
    written = of_record(village, elder, "op, seen, duty")[1:]
    assert [len(each) // 32 for _, each, _ in written] == named
    assert b"".join(each for _, each, _ in written) == b"".join(seen)
    assert {op for op, _, _ in written} == {"update"}
    # Only the last of them says anything.
    assert [duty is not None for *_, duty in written] == [False] * (len(named) - 1) + [True]


def test_a_private_value_without_a_consent_is_a_fault_and_leaves_nothing(village: Workspace, context: Context) -> None:
    elder = village.elders.save(elder_input(consent_on=None, phone="", address="", contact_name="", contact_phone="", contact_relation=""))
    before = digest(village)
    for fields in ({"phone": "13812341234"}, {"group": "东边", "phone": "13812341234"}):
        with pytest.raises(ValueError, match=r"elder\.phone"), context.write() as work:
            work.apply([update(context, elder.id, fields)])
    assert digest(village) == before


@pytest.mark.parametrize("blank", [None, ""])
def test_without_a_consent_a_private_value_may_be_cleared_and_that_says_nothing(village: Workspace, context: Context, blank: Any) -> None:
    elder = village.elders.save(elder_input(consent_on=None, phone="", address="", contact_name="", contact_phone="", contact_relation=""))
    if blank == "":
        with pytest.raises(ValueError, match=r"elder\.phone"), context.engine.begin() as connection:
            append(connection, context.author, [update(context, elder.id, {"phone": blank})])
        return
    with context.engine.begin() as connection:
        append(connection, context.author, [update(context, elder.id, {"phone": blank, "group": "东边"})])
    duty, consented, consent = of_record(village, elder.id, "duty, consented, consent")[-1]
    assert (duty, consented, consent) == ('{"group":"东边"}'.encode(), None, None)


def test_a_private_value_stands_apart_under_the_consent_that_came_with_it(village: Workspace) -> None:
    elder = village.elders.save(elder_input()).id
    village.visits.record(visit_input(), elder)
    village.elders.save(elder_input(full_name="改名"), elder)
    (consent,) = {row[0] for row in rows_of(village, "elder", "consent_id")}
    first, second = of_record(village, elder, "duty, consented, consent")
    assert first[2] == bytes.fromhex(consent)
    assert b"13812341234" in first[1]
    assert b"13812341234" not in first[0]
    assert b"full_name" not in first[1]
    # What changes no private value is under no consent.
    assert second[1:] == (None, None)


def test_two_consents_of_one_use_case_are_two(village: Workspace, context: Context) -> None:
    unit = context.office.unit_id
    elders = [new_id(unit), new_id(unit)]
    base = {"full_name": "古丽", "sex": "female", "birth_date": "1940-01-01", "care_level": "low", GIVEN_ON: "2026-01-01"}
    wires = [base | {"ref": str(number), "phone": f"1380000000{number}"} for number in range(2)]
    with context.write("enrol") as work:
        work.apply([creation(unit, "elder", elder, elder, wire) for elder, wire in zip(elders, wires, strict=True)])
    under = [of_record(village, elder, "consent, consented_salt")[0] for elder in elders]
    assert len({consent for consent, _ in under}) == len({salt for _, salt in under}) == 2
    assert dict(rows_of(village, "elder", "id, phone")) == {elders[0]: "13800000000", elders[1]: "13800000001"}


def test_a_value_without_a_place_is_a_fault(context: Context) -> None:
    unit = context.office.unit_id
    with pytest.raises(ValueError, match="elder has no place for mood, shoe"):
        creation(unit, "elder", new_id(unit), None, {"ref": "1", "shoe": 42, "mood": "x"})


def test_a_register_that_is_not_kept_here_is_refused_before_anything_is_written(village: Workspace, context: Context) -> None:
    elder = village.elders.save(elder_input()).id
    before = digest(village)

    def admit(register: str) -> None:
        if register == "elder":
            raise PermissionError(register)

    author = replace(context.author, admit=admit)
    with pytest.raises(PermissionError), context.engine.begin() as connection:
        append(connection, author, [update(context, elder, {"group": "东边"})])
    assert digest(village) == before


def test_what_is_written_is_told_in_its_order(village: Workspace, context: Context) -> None:
    elders = [village.elders.save(elder_input(full_name=name)).id for name in ("甲", "乙")]
    with context.engine.begin() as connection:
        assert append(connection, context.author, []) == []
        told = append(connection, context.author, [update(context, each, {"group": "东边"}) for each in elders])
        assert [record for *_, record, _ in told] == elders
        heads = heads_of_many(connection, elders)
        hashes = {record: [hash_at(connection, branch, seq)] for branch, seq, record, _ in told}
    assert heads == hashes


def test_ledger_numbers_begin_with_who_gave_them() -> None:
    device, epoch, stream = b"d" * 16, b"e" * 16, b"s" * 16
    assert ref_prefix(device, epoch, stream) == hashlib.sha256(device + epoch + stream).hexdigest()[:4]
