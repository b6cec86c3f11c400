"""Checks of the whole workspace: pages, chains, signatures, the log, and whether the tables are what the journal says."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection

from db.engine import integrity_faults
from db.errors import DamagedFile
from db.journal import NO_SALT, encode_envelope, entry_hash, fields_digest, genesis
from db.queries import tables
from db.queries.audit import line_hash, lines
from db.queries.chains import all_chains, all_salts, entries
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
    """Recompute every hash from the first entry of each chain to its head."""
    salts = all_salts(connection)
    broken = total = 0
    for chain in all_chains(connection):
        head = genesis(chain.device, chain.epoch, chain.stream, chain.continues)
        expected = 0
        for row in entries(connection, chain):
            expected += 1
            head = entry_hash(head, _envelope(row), _digest(row, salts))
            if row.seq != expected or row.hash != head:
                broken += 1
                break
        total += expected
        broken += expected != chain.last_seq or head != chain.head
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


def _envelope(row: Any) -> bytes:
    account = row.account.hex() if row.account else None
    subject = row.subject.hex() if row.subject else None
    seen = msgspec.json.decode(row.seen, type=list[str]) if row.seen else []
    return encode_envelope((row.seq, row.lamport, row.wall, account, row.register, row.version, row.op, row.record.hex(), subject, seen))


def _digest(row: Any, salts: dict[bytes, bytes | None]) -> bytes:
    if row.fields is None:
        return bytes(row.digest or b"")
    salt = NO_SALT if row.subject is None else salts.get(row.subject)
    return fields_digest(salt, row.fields) if salt else b""
