"""The one door to write: journal, tables, audit line and what undo needs, in one transaction with one commit."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from db.consents import ENDED, ERASE
from db.journal import Author, Change, append

Project = Callable[[Connection, Sequence[Change]], None]
"""Brings the tables up to changes that were just journaled."""

Log = Callable[[Connection, str, bytes | None, int | None], None]
"""Adds a line to the audit log: event, record, count; never a value."""


class Written(NamedTuple):
    """One entry that a unit of work appended: where it stands, its record and the register of that."""

    branch: int
    seq: int
    record: bytes
    register: str


class UnitOfWork:
    """One use case in one open transaction; a form is a bulk of one.

    ``about`` is the record of the audit line where it becomes known only inside. ``kept`` turned False rolls everything back at the end:
    a preview, or a check that only looks. ``destroyed``: of these persons values were destroyed, which nothing can take back. ``logged``
    is the event of the last audit line.
    """

    def __init__(self, connection: Connection, author: Author, project: Project, log: Log) -> None:
        """Collect on an open transaction."""
        self.connection = connection
        self.author = author
        self.written: list[Written] = []
        self.about: bytes | None = None
        self.kept = True
        self.destroyed: set[bytes | None] = set()
        self.logged = ""
        self._project = project
        self._log = log

    def apply(self, changes: Sequence[Change]) -> None:
        """Journal the changes and bring the tables up to them."""
        self.written += [Written(*each) for each in append(self.connection, self.author, changes)]
        self.destroyed |= {each.subject for each in changes if each.op == ERASE or each.fields.get(ENDED)}
        self._project(self.connection, changes)

    def audit(self, event: str, record: bytes | None = None, count: int | None = None) -> None:
        """Log what the use case did."""
        self.logged = event
        self._log(self.connection, event, record, count)


@contextmanager
def unit_of_work(engine: Engine, author: Author, project: Project, log: Log) -> Iterator[UnitOfWork]:
    """Open a transaction, hand out the unit of work, and commit once at the end; an exception or ``kept`` False writes nothing."""
    with engine.connect() as connection, connection.begin() as transaction:
        work = UnitOfWork(connection, author, project, log)
        yield work
        if not work.kept:
            transaction.rollback()


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """A part of a transaction that is undone by itself: an exception leaves what was written before it, and goes on."""
    with connection.begin_nested():
        yield
