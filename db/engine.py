"""Opens the encrypted file: key, pragmas, transactions, the lock against a second instance, the schema."""

import os
import pkgutil
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from db.errors import AlreadyOpen, DamagedFile, EmptyFile, MissingFile, NewerSchema, NoSpace, WrongKey

_MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA_HEAD = max(each.name[1:5] for each in pkgutil.iter_modules([str(_MIGRATIONS / "versions")]))
"""Newest migration, by the names of their files; opening a file that is already there does not load Alembic (436 ms)."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-64000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA busy_timeout=10000",
)

_ROOM = 64 * 1024
"""Free bytes below which a failed write means a full disk: the index of the write-ahead log takes 32 KiB as soon as a file is opened."""


def connect(file: Path, key: bytes, *, create: bool = False) -> Any:
    """Open one raw connection with the 32-byte key.

    Errors: MissingFile, EmptyFile, WrongKey, DamagedFile, NoSpace. Never makes an empty database unless ``create`` says so.
    """
    if not create and not file.exists():
        raise MissingFile(file.name)
    if not create and file.stat().st_size == 0:
        # SQLite takes an empty file for a new database; here it is one that was lost.
        raise EmptyFile(file.name)
    connection = sqlcipher.connect(str(file), isolation_level=None, check_same_thread=False)
    try:
        # SQLCipher would write a line to the error stream for each page it cannot read.
        connection.execute("PRAGMA cipher_log_level = NONE")
        # The raw-key form skips PBKDF2 (83 ms a connection): the key is random already.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as fault:
        connection.close()
        if "file is not a database" in str(fault) or "hmac" in str(fault).lower():
            raise WrongKey(file.name) from fault
        if _no_room(file, fault):
            raise NoSpace(file.name) from fault
        raise DamagedFile(file.name) from fault
    return connection


def _no_room(file: Path, fault: BaseException) -> bool:
    """Whether a fault comes from a full disk; SQLite calls it an I/O error where the index of its log has no room."""
    said = str(fault)
    return "disk is full" in said or ("disk I/O error" in said and shutil.disk_usage(file.parent).free < _ROOM)


_READ_ONLY = "read only"
"""Said of a connection whose next transaction only reads."""


def make_engine(file: Path, key: bytes, *, create: bool = False) -> Engine:
    """Build the engine over SQLCipher; every transaction begins IMMEDIATE, so there is one writer and no late upgrade.

    Read-only work (``reading``) begins DEFERRED.
    """
    engine = create_engine(
        "sqlite://", creator=lambda: connect(file, key, create=create), module=sqlcipher, poolclass=QueuePool, pool_size=4, max_overflow=4
    )

    @event.listens_for(engine, "connect")
    def _no_driver_begin(raw: DBAPIConnection, record: Any) -> None:
        raw.isolation_level = None  # the driver's own BEGIN would be deferred and late

    @event.listens_for(engine, "handle_error")
    def _name_it(context: ExceptionContext) -> None:
        # A page that cannot be read shows only when it is first needed, anywhere; a full disk only at a write.
        found = context.original_exception
        if _no_room(file, found):
            raise NoSpace(file.name) from found
        if type(found) is sqlcipher.DatabaseError:
            context.is_disconnect = True  # after a broken page SQLCipher takes nothing more on this connection
            raise DamagedFile(file.name) from found

    def _begin(dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute("BEGIN" if dbapi_connection.info.pop(_READ_ONLY, False) else "BEGIN IMMEDIATE")

    # Not by a listener to "begin": an engine with one looks for listeners at every statement, a tenth of what a saved form takes.
    engine.dialect.do_begin = _begin  # type: ignore[method-assign]
    return engine


def schema_version(engine: Engine) -> str | None:
    """Migration of the open file, None for an empty one."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name='alembic_version'").first()
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if found else None


def migrate(engine: Engine) -> bool:
    """Bring the schema to SCHEMA_HEAD; returns whether anything ran. Errors: NewerSchema."""
    version = schema_version(engine)
    if version == SCHEMA_HEAD:
        return False
    if version is not None and version > SCHEMA_HEAD:
        raise NewerSchema(version)
    upgrade(engine, "head")
    return True


def upgrade(engine: Engine, revision: str, *, down: bool = False) -> None:
    """Run migrations up or down to ``revision`` in one transaction."""
    from alembic import command  # late: 436 ms that a start does not need
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)


def integrity_faults(engine: Engine) -> list[str]:
    """What SQLCipher's page authentication and SQLite's own check find; an empty list is a whole file."""
    with engine.connect() as connection:
        pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
        try:
            rows = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check") if row[0] != "ok"]
        except DamagedFile:
            rows = ["unreadable"]
    return pages + rows


class InstanceLock:
    """Holds ``kashi.lock`` as long as the workspace is open; the system frees it when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once. Errors: AlreadyOpen."""
        self._file: IO[bytes] = (folder / "kashi.lock").open("a+b")
        try:
            self._take()
        except OSError as fault:
            self._file.close()
            raise AlreadyOpen(folder.name) from fault

    def _take(self) -> None:
        if sys.platform == "win32":
            import msvcrt

            self._file.seek(0)
            msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def release(self) -> None:
        """Free the workspace for another instance."""
        self._file.close()


class Mark:
    """The highest position of this device's journal, kept outside the database and written after each commit.

    A database that is *behind* its mark was restored or copied (sync.md §1). 16 bytes of epoch, 8 of position.
    """

    def __init__(self, folder: Path) -> None:
        """Open or create ``kashi.mark``."""
        self._handle = os.open(folder / "kashi.mark", os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)

    def read(self) -> tuple[bytes, int] | None:
        """(epoch, position), or None for a new workspace."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        data = os.read(self._handle, 24)
        return (data[:16], int.from_bytes(data[16:], "big")) if len(data) == 24 else None

    def write(self, epoch: bytes, position: int) -> None:
        """Overwrite in place: a torn write can only leave an older or a newer 24 bytes of one page."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, epoch + position.to_bytes(8, "big"))

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection in a deferred, read-only transaction: one snapshot, never waiting for the writer."""
    with engine.connect() as connection:
        connection.info[_READ_ONLY] = True
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction before there is anybody to write in whose name: schema, and tables after an upgrade. All else is a unit of work."""
    with engine.begin() as connection:
        yield connection


@contextmanager
def driver_connection(engine: Engine) -> Iterator[Any]:
    """The driver's own connection, for sqlite-utils; SQLCipher's has the methods of the standard library's."""
    with engine.connect() as connection:
        yield connection.connection.dbapi_connection


@contextmanager
def plain_file(file: Path) -> Iterator[Any]:
    """A new SQLite file without a key, for what everybody may read; one commit at the end of the block. Errors: OSError."""
    connection = sqlcipher.connect(str(file))
    try:
        yield connection
        connection.commit()
    except sqlcipher.OperationalError as fault:
        raise OSError("the disk is full or went away") from fault
    finally:
        connection.close()
