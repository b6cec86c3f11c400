"""Checks of the whole workspace: pages, chains, signatures, the log, and whether the tables are what the journal says."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from db.engine import integrity_faults
from db.errors import DamagedFile
from db.journal import encode_envelope, entry_hash, fields_digest, genesis
from db.registers import NO_SALT, REGISTERS
from kashi_desktop.services.context import Context, audit_hash
from kashi_desktop.services.numbers import NumberService
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


def _readable(name: str, check: Callable[[], Check]) -> Check:
    """A check that a broken page ends: it is one more finding, not the end of the examination."""
    try:
        return check()
    except DamagedFile:
        return Check(name, False, "unreadable")


class DoctorService:
    """The workspace's health."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def examine(self, *, repair: bool = False, progress: Callable[[int, int], None] | None = None) -> Diagnosis:
        """Run every check; with ``repair`` the tables are filled anew from the journal and kept."""
        faults = integrity_faults(self._context.engine)
        checks = [Check("pages", not faults, f"{len(faults)}")]
        for name, check in (("journal", self._chains), ("audit", self._audit), ("mark", self._mark)):
            checks.append(_readable(name, partial(self._on_snapshot, check)))
        checks.append(_readable("tables", lambda: self._tables(repair, progress)))
        checks.append(_readable("numbers", lambda: self._numbers(repair)))
        # Last: a repair may just have brought the rows that were missing.
        checks.append(_readable("rows", lambda: self._on_snapshot(self._rows)))
        return Diagnosis(tuple(checks))

    def _on_snapshot(self, check: Callable[[Connection], Check]) -> Check:
        with self._context.engine.connect().execution_options(read_only=True) as connection:
            return check(connection)

    def _chains(self, connection: Connection) -> Check:
        """Recompute every hash from the first entry of each chain to its head."""
        salts = {row[0]: row[1] for row in connection.execute(text("SELECT id, salt FROM subject"))}
        broken = total = 0
        for chain in connection.execute(text("SELECT * FROM chain ORDER BY id")).all():
            continues = (chain.continues_epoch, chain.continues_seq, chain.continues_hash) if chain.continues_epoch else None
            head = genesis(chain.device, chain.epoch, chain.stream, continues)
            expected = 0
            rows = connection.execute(text("SELECT * FROM entry WHERE chain = :id ORDER BY seq"), {"id": chain.id})
            for row in rows:
                expected += 1
                head = entry_hash(head, _envelope(row), _digest(row, salts))
                if row.seq != expected or row.hash != head:
                    broken += 1
                    break
            total += expected
            if expected != chain.last_seq or head != chain.head:
                broken += 1
        return Check("journal", broken == 0, f"{total}" if not broken else f"broken {broken}")

    def _audit(self, connection: Connection) -> Check:
        previous, count = bytes(32), 0
        for row in connection.execute(text("SELECT at, account, event, record, count AS number, hash FROM audit ORDER BY id")):
            previous = audit_hash(previous, row.at, row.account, row.event, row.record, row.number)
            if previous != row.hash:
                return Check("audit", False, f"broken after {count}")
            count += 1
        return Check("audit", True, f"{count}")

    def _mark(self, connection: Connection) -> Check:
        marked = self._context.mark.read()
        ahead = marked is not None and marked[0] == self._context.epochs[-1] and marked[1] > self._context.position
        return Check("mark", marked is not None and not ahead, "ahead" if ahead else "" if marked else "missing")

    def _rows(self, connection: Connection) -> Check:
        """Every creation that this program understands must have its row; one without would also be refused by the county."""
        missing = 0
        for name, register in REGISTERS.items():
            statement = text(
                "SELECT count(*) FROM (SELECT DISTINCT record FROM entry WHERE op = 'create' AND register = :name"
                f" AND version <= :version AND fields IS NOT NULL) made WHERE NOT EXISTS (SELECT 1 FROM {name} r WHERE r.id = made.record)"
            )
            missing += connection.execute(statement, {"name": name, "version": register.version}).scalar_one()
        return Check("rows", missing == 0, f"missing {missing}" if missing else "")

    def _tables(self, repair: bool, progress: Callable[[int, int], None] | None) -> Check:
        """Fill the tables from the journal and compare; without repair everything is rolled back."""
        with self._context.engine.connect() as connection, connection.begin() as transaction:
            before = tables_digest(connection)
            rebuild(connection, progress)
            same = tables_digest(connection) == before
            if repair and not same:
                self._context.audit(connection, "repair")
                transaction.commit()
            else:
                transaction.rollback()
        if same:
            return Check("tables", True, "")
        return Check("tables", repair, "repaired" if repair else "differ")

    def _numbers(self, repair: bool) -> Check:
        """Count every kept number anew and compare; a repair of the tables before may have moved them."""
        with self._context.engine.connect() as connection, connection.begin() as transaction:
            same = NumberService(self._context).recount(connection)
            if repair and not same:
                self._context.audit(connection, "repair")
                transaction.commit()
            else:
                transaction.rollback()
        return Check("numbers", same or repair, "" if same else "recounted" if repair else "differ")


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
