"""Checks of the whole workspace: pages, chains, signatures, the log, and whether the tables are what the journal says."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection

from db.engine import integrity_faults
from db.errors import DamagedFile
from db.history import split_hashes
from db.journal import Envelope, encode_envelope, entry_hash, part_of
from db.queries import tables
from db.queries.audit import line_hash, lines
from db.queries.branches import START, BranchRow, all_branches, entries, hash_at
from db.registers.registry import REGISTERS
from kashi_desktop.errors import KnownError
from kashi_desktop.services.context import Context
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.services.validation import store_faults
from kashi_desktop.sync.projection import rebuild, table_contents


@dataclass(frozen=True, slots=True)
class Check:
    """One check; ``detail`` is a stable word or count, never a value of a record."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True)
class Diagnosis:
    """All checks."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return all(check.ok for check in self.checks)


def tables_digest(connection: Connection) -> str:
    """A digest over every projected row in a fixed order."""
    digest = hashlib.sha256()
    for name, row in table_contents(connection):
        digest.update(repr((name, row)).encode())
    return digest.hexdigest()


def _finding(name: str, check: Callable[..., tuple[bool, str]], *arguments: Any) -> Check:
    """What a check finds; a broken page that ends it is one more finding, not the end of the examination."""
    try:
        return Check(name, *check(*arguments))
    except KnownError as error:
        if isinstance(error.__cause__, DamagedFile):
            return Check(name, False, "unreadable")
        raise


class DoctorService:
    """The workspace's health."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def examine(self, *, repair: bool = False, progress: Callable[[int, int], None] | None = None) -> Diagnosis:
        """Run every check; with ``repair`` the tables are filled anew from the journal and kept."""
        with store_faults():
            faults = integrity_faults(self._context.engine)
        checks = [Check("pages", not faults, f"{len(faults)}")]
        checks += [_finding(name, self._look, check) for name, check in (("journal", _chains), ("audit", _audit), ("mark", self._mark))]
        same_tables, same_numbers = partial(_same_tables, progress=progress), NumberService(self._context).recount
        checks.append(_finding("tables", self._write_anew, same_tables, "repaired" if repair else ""))
        # A repair of the tables may have moved the numbers, and brought the rows that were missing.
        checks.append(_finding("numbers", self._write_anew, same_numbers, "recounted" if repair else ""))
        checks.append(_finding("rows", self._look, _rows))
        return Diagnosis(tuple(checks))

    def _look(self, check: Callable[[Connection], tuple[bool, str]]) -> tuple[bool, str]:
        with self._context.read() as connection:
            return check(connection)

    def _write_anew(self, same_again: Callable[[Connection], bool], repaired: str) -> tuple[bool, str]:
        """Write something anew and compare; where it differs, it is kept with a line in the log if it is to be ``repaired``."""
        with self._context.write() as work:
            same = same_again(work.connection)
            work.kept = bool(repaired) and not same
            if work.kept:
                work.audit("repair")
        return same or work.kept, "" if same else repaired or "differ"

    def _mark(self, connection: Connection) -> tuple[bool, str]:
        marked = self._context.mark.read()
        ahead = marked is not None and marked[0] == self._context.epochs[-1] and marked[1] > self._context.position
        return marked is not None and not ahead, "ahead" if ahead else "" if marked else "missing"


def _chains(connection: Connection) -> tuple[bool, str]:
    """Recompute every hash from the first entry of each branch to its head."""
    broken = total = 0
    for branch in all_branches(connection):
        # A branch that leaves another stands behind the entry that both share.
        head = (hash_at(connection, branch.base, branch.base_seq) if branch.base else None) or START
        expected = branch.base_seq
        for row in entries(connection, branch.id):
            expected += 1
            duty = row.duty_part or part_of(b"duty", row.duty, row.duty_salt)
            consented = row.consented_part or part_of(b"consent", row.consented, row.consented_salt)
            head = entry_hash(head, encode_envelope(_envelope(branch, row), row.extra), duty, consented)
            if row.seq != expected or row.hash != head:
                broken += 1
                break
        total += expected - branch.base_seq
        broken += expected != branch.last_seq or head != branch.head
    return not broken, f"broken {broken}" if broken else f"{total}"


def _audit(connection: Connection) -> tuple[bool, str]:
    previous, count = bytes(32), 0
    for row in lines(connection):
        previous = line_hash(previous, row.at, row.account, row.event, row.record, row.number)
        if previous != row.hash:
            return False, f"broken after {count}"
        count += 1
    return True, f"{count}"


def _same_tables(connection: Connection, progress: Callable[[int, int], None] | None) -> bool:
    """Whether the tables, filled from the journal, are what they were."""
    before = tables_digest(connection)
    rebuild(connection, progress)
    return tables_digest(connection) == before


def _rows(connection: Connection) -> tuple[bool, str]:
    """Every creation that this program understands must have its row; one without would also be refused by the county."""
    missing = sum(tables.rows_missing(connection, name, register.version) for name, register in REGISTERS.items())
    return not missing, f"missing {missing}" if missing else ""


def _envelope(branch: BranchRow, row: Any) -> Envelope:
    named = {key: value.hex() if (value := getattr(row, key)) else None for key in ("account", "consent", "continues", "person")}
    return Envelope(
        **named,
        device=branch.device.hex(),
        epoch=branch.epoch.hex(),
        op=row.op,
        record=row.record.hex(),
        register=row.register,
        seen=[each.hex() for each in split_hashes(row.seen)],
        seq=row.seq,
        stream=branch.stream.hex(),
        version=row.version,
        wall=row.wall,
    )
