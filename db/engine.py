"""Opens the encrypted file: key, pragmas, transactions, the lock against a second instance, the schema."""

import errno
import os
import pkgutil
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from db.errors import (
    AlreadyOpen,
    DamagedFile,
    DiskFault,
    EmptyFile,
    MissingFile,
    NewerSchema,
    NoSpace,
    ReadOnlyPlace,
    StoreError,
    WrongKey,
)
from db.files import open_private

_MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA_HEAD = max(each.name[1:5] for each in pkgutil.iter_modules([str(_MIGRATIONS / "versions")]))
"""Newest migration, by the names of their files; opening a file that is already there does not load Alembic (436 ms)."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    # What was erased is not left in free pages.
    "PRAGMA secure_delete=ON",
    "PRAGMA cache_size=-64000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA busy_timeout=10000",
)

_ROOM = 64 * 1024
"""Free bytes below which a failed write means a full disk: the index of the write-ahead log takes 32 KiB as soon as a file is opened."""


_FULL, _READ_ONLY, _IO_ERROR, _CANNOT_OPEN = 13, 8, 10, 14
"""Result codes of SQLite for what a disk does (sqlite.org/rescode.html)."""


def connect(file: Path, key: bytes, *, create: bool = False) -> Any:
    """Open one raw connection with the 32-byte key; where the disk takes nothing more, one that can still read.

    Errors: MissingFile, EmptyFile, WrongKey, DamagedFile, NoSpace, ReadOnlyPlace, DiskFault. Never makes an empty database unless
    ``create`` says so.
    """
    if not create and not file.exists():
        raise MissingFile(file.name)
    if not create and file.stat().st_size == 0:
        # SQLite takes an empty file for a new database; here it is one that was lost.
        raise EmptyFile(file.name)
    if create and not file.exists():
        # The log and its index take the rights of the database.
        open(file, "xb", opener=open_private).close()
    try:
        return _opened(file, key)
    except (NoSpace, ReadOnlyPlace, DiskFault):
        for way in () if create else _ways_to_read(file):
            with suppress(StoreError):
                return _opened(file, key, way)
        raise


def _ways_to_read(file: Path) -> Iterator[str]:
    """How to open a file where the index of its write-ahead log finds no room; the instance lock keeps everybody else away.

    The first keeps the index in memory, and writes again once there is room. The second cannot see the log, so there must be none.
    """
    if os.name == "posix":
        yield "vfs=unix-excl"
    log = file.with_name(f"{file.name}-wal")
    if not log.exists() or log.stat().st_size == 0:
        yield "mode=ro&immutable=1"


def _opened(file: Path, key: bytes, way: str = "") -> Any:
    try:
        connection = sqlcipher.connect(f"{file.absolute().as_uri()}?{way}", uri=True, isolation_level=None, check_same_thread=False)
    except sqlcipher.OperationalError as fault:
        raise (_disk_fault(file, fault) or DiskFault(file.name)) from fault
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
        raise (_disk_fault(file, fault) or DamagedFile(file.name)) from fault
    return connection


def _disk_fault(file: Path, fault: BaseException) -> StoreError | None:
    """What a fault says of the disk, None when it is of another kind; SQLite names a full disk an I/O error where its log has no room."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code not in (_FULL, _READ_ONLY, _IO_ERROR, _CANNOT_OPEN):
        return None
    if code == _FULL or shutil.disk_usage(file.parent).free < _ROOM:
        return NoSpace(file.name)
    return DiskFault(file.name) if code == _IO_ERROR else ReadOnlyPlace(file.name)


_READS_ONLY = "read only"
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
        if (known := _disk_fault(file, found)) is not None:
            raise known from found
        if type(found) is sqlcipher.DatabaseError:
            context.is_disconnect = True  # after a broken page SQLCipher takes nothing more on this connection
            raise DamagedFile(file.name) from found

    def _begin(dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute("BEGIN" if dbapi_connection.info.pop(_READS_ONLY, False) else "BEGIN IMMEDIATE")

    # Not by a listener to "begin": an engine with one looks for listeners at every statement, a tenth of what a saved form takes.
    engine.dialect.do_begin = _begin  # type: ignore[method-assign]  # the dialect's own hook; an event listener costs each statement
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


def _lock_file(path: Path) -> IO[bytes] | None:
    try:
        return open(path, "a+b", opener=open_private)
    except OSError:
        return path.open("rb") if path.exists() else None


class InstanceLock:
    """Holds ``kashi.lock`` as long as the workspace is open; the system frees it when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once; a folder that takes no new file, and has none, has no second writer either. Errors: AlreadyOpen."""
        self._file = _lock_file(folder / "kashi.lock")
        try:
            if self._file is not None:
                _take(self._file)
        except OSError as fault:
            self.release()
            raise AlreadyOpen(folder.name) from fault

    def release(self) -> None:
        """Free the workspace for another instance."""
        if self._file is not None:
            self._file.close()


def _take(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Mark:
    """The highest position of this device's journal, kept outside the database and written after each commit.

    A database that is *behind* its mark was restored or copied (sync.md §1). 16 bytes of epoch, 8 of position.
    """

    def __init__(self, folder: Path) -> None:
        """Open or create ``kashi.mark``; where the folder takes nothing, only read it."""
        path = str(folder / "kashi.mark")
        self._handle: int | None = None
        try:
            self._handle = open_private(path, os.O_RDWR | os.O_CREAT)
        except OSError:
            with suppress(OSError):
                self._handle = open_private(path, os.O_RDONLY)

    def read(self) -> tuple[bytes, int] | None:
        """(epoch, position), or None for a new workspace."""
        if self._handle is None:
            return None
        os.lseek(self._handle, 0, os.SEEK_SET)
        data = os.read(self._handle, 24)
        return (data[:16], int.from_bytes(data[16:], "big")) if len(data) == 24 else None

    def write(self, epoch: bytes, position: int) -> None:
        """Overwrite in place: a torn write can only leave an older or a newer 24 bytes of one page. Errors: OSError."""
        if self._handle is None:
            raise OSError(errno.EROFS, "kashi.mark")
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, epoch + position.to_bytes(8, "big"))

    def close(self) -> None:
        """Close the file."""
        if self._handle is not None:
            os.close(self._handle)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection in a deferred, read-only transaction: one snapshot, never waiting for the writer."""
    with engine.connect() as connection:
        connection.info[_READS_ONLY] = True
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
