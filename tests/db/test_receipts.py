"""Which of the receipts rules: the newest word of the newest epoch, until somebody calls (sync.md §2)."""

import pytest

from db.queries.packages import add_receipt, has_receipt, newest_receipt
from kashi_desktop.workspace import Workspace
from tests.workspaces import context_of

PHONE = bytes(16)
OLD, NEW = b"a" * 16, b"b" * 16


@pytest.mark.parametrize(
    ("kept", "rules"),
    [
        ([], None),
        ([(OLD, 1), (OLD, 2)], (OLD, 2)),
        ([(OLD, 2), (OLD, 1)], (OLD, 2)),
        ([(OLD, 9), (NEW, 1)], (NEW, 1)),
        ([(OLD, 1), (NEW, 5), (OLD, 7)], (NEW, 5)),
        ([(NEW, 1), (OLD, 1)], (OLD, 1)),
        ([(PHONE, 0)], (PHONE, 0)),
        ([(OLD, 1), (PHONE, 0)], (PHONE, 0)),
        ([(PHONE, 0), (OLD, 1)], (OLD, 1)),
        ([(OLD, 2), (PHONE, 0), (OLD, 1)], (PHONE, 0)),
        ([(OLD, 1), (PHONE, 0), (OLD, 2), (NEW, 1), (OLD, 3)], (NEW, 1)),
    ],
)
def test_the_receipt_that_rules(village: Workspace, kept: list[tuple[bytes, int]], rules: tuple[bytes, int] | None) -> None:
    with context_of(village).write() as work:
        for epoch, number in kept:
            add_receipt(work.connection, epoch=epoch, number=number, have=epoch + bytes([number]), confirmed_on=None, received_at="")
        found = newest_receipt(work.connection, PHONE)
        assert [has_receipt(work.connection, *each) for each in kept] == [True] * len(kept)
        assert not has_receipt(work.connection, NEW, 77)
    assert (found and found.have) == (rules and rules[0] + bytes([rules[1]]))


def test_of_two_calls_the_later_rules(village: Workspace) -> None:
    with context_of(village).write() as work:
        for have in (b"first", b"second"):
            add_receipt(work.connection, epoch=PHONE, number=0, have=have, confirmed_on="2026-11-20", received_at="")
        found = newest_receipt(work.connection, PHONE)
    assert found is not None
    assert (found.have, found.confirmed_on) == (b"second", "2026-11-20")
