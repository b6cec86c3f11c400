"""What every service is handed: who writes, the clock, the office, and the two doors to the database: read and write."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine

from db.codes import UnitLevel
from db.engine import Mark, reading
from db.journal import Author, ref_prefix
from db.queries.audit import add_line
from db.queries.branches import own_end, own_position
from db.queries.workspace import set_state, state
from db.registers.registry import REGISTERS
from db.streams import common_of
from db.unit_of_work import UnitOfWork, unit_of_work
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.levels import check_may_write
from kashi_desktop.services.past import remember
from kashi_desktop.services.validation import store_faults
from kashi_desktop.sync.card_chain import Cards
from kashi_desktop.sync.cards import Certificate, OfficeCard
from kashi_desktop.sync.consents import CHANGED, let_through
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys
from kashi_desktop.sync.party import commons_read
from kashi_desktop.sync.projection import judge_opened, project_changes
from kashi_desktop.sync.superiors import Superior
from kashi_desktop.types.clock import CHINA, Clock

ONLY_READING = QT_TRANSLATE_NOOP(
    "errors",
    "现在写不进磁盘（已满、只读或有故障）。数据没有丢失，可以照常查看、列表和打印，只是不能保存；查看的日志先记在内存里，能写时自动补上。"
    "请腾出空间或检查磁盘，再重新打开。",
)
MARK_LAGS = QT_TRANSLATE_NOOP(
    "errors", "内容已保存，只是位置记号 kashi.mark 没能写入。数据没有丢失。请检查磁盘空间和权限，下次打开时会自动补上。"
)


UNWRITABLE = frozenset({"disk_full", "read_only", "disk_error"})
"""Codes of a disk that takes nothing."""


LogLine = tuple[str, bytes | None, str, bytes | None, int | None]
"""Time, account, event, record and count of a line of the audit log."""


class Office(msgspec.Struct, frozen=True):
    """Whose workspace this is, as kept in the database."""

    level: str
    unit_id: bytes
    unit_code: str
    unit_name: str


@dataclass
class Context:
    """The open workspace below the services.

    ``epochs`` are this device's epochs, newest last; ``office_card`` is the one whose keys are here, ``office_cards`` all that are known of
    this office, ``former`` its earlier computers; ``parent_cards`` are the parent's once an invitation is open, and ``parent_certificate``
    a county's or prefecture's standing there (a village has the one ``certificate``). ``marks_moved`` keeps the marks outside the
    workspace, after they or what they hide changed: the state ``marks_seen``.
    """

    folder: Path
    engine: Engine
    mark: Mark
    clock: Clock
    office: Office
    keys: DeviceKeys
    office_keys: OfficeKeys | None
    office_card: OfficeCard | None
    parent_cards: Cards | None
    certificate: Certificate | None
    hmac_key: bytes
    epochs: tuple[bytes, ...]
    account: bytes | None = None
    account_name: str = ""
    position: int = 0
    notices: list[str] = field(default_factory=list)
    seal_to_county: Callable[[str], None] = lambda recipient: None
    knows_passphrase: Callable[[str], bool] = lambda passphrase: False
    opens_recovery: Callable[[str], bool] = lambda code: False
    set_recovery: Callable[[str], None] = lambda code: None
    parent_certificate: Certificate | None = None
    superiors: Mapping[bytes, Superior] = field(default_factory=dict)
    office_cards: Cards | None = None
    former: Mapping[bytes, Certificate] = field(default_factory=dict)
    epoch_due: bool = False
    marks_seen: bytes | None = None
    marks_moved: Callable[[], None] = lambda: None
    _unlogged: list[LogLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Know who writes."""
        self._author = self._make_author()

    @property
    def parent(self) -> OfficeCard | None:
        """The card of the parent office that is trusted most."""
        return self.parent_cards.chain.top if self.parent_cards else None

    @property
    def is_village(self) -> bool:
        """Whether this is the office of one unit."""
        return self.office.level == UnitLevel.VILLAGE

    @property
    def is_county(self) -> bool:
        """Whether this is the office that answers for units and tells the prefecture their numbers."""
        return self.office.level == UnitLevel.COUNTY

    @property
    def common(self) -> bytes:
        """The stream in which this office says what holds for itself and for all below it: courses, definitions, calendar."""
        return common_of(self.office.unit_id)

    @property
    def commons(self) -> tuple[bytes, ...]:
        """The common streams that this office reads: its own, then those of the offices above it."""
        return commons_read(self.office.unit_id, self.office.unit_code, self.office.level, self.parent)

    @property
    def home(self) -> bytes:
        """The stream in which this office says what places are.

        A prefecture's is its own and goes nowhere: three thousand places and its clerks' names are no use to a county.
        """
        return self.office.unit_id if self.office.level == UnitLevel.PREFECTURE else self.common

    def may_change(self, register: str, stream: bytes) -> bool:
        """Whether a record of a stream is ours to change: of what all read, only what this office wrote."""
        return REGISTERS[register].where != "shared" or stream == self.common

    @property
    def certified(self) -> bool:
        """Whether the office above, if we know one, has approved this device."""
        standing = self.certificate if self.is_village or self.parent is None else self.parent_certificate
        return standing is not None

    @property
    def author(self) -> Author:
        """Who writes entries now."""
        return self._author

    def sign_in(self, account: bytes, name: str) -> None:
        """Write from now on in the name of an account."""
        self.account, self.account_name = account, name
        self._author = self._make_author()

    def _make_author(self) -> Author:
        return Author(self.keys.device_id, self.epochs[-1], self.account, self._wall, self._continues, self._admit, judge_opened)

    def _admit(self, register: str) -> None:
        """A prefecture keeps no person, whichever way one would come in. Errors: register_not_here."""
        if self.office.level == UnitLevel.PREFECTURE:
            check_may_write(self.office.level, register)

    def _wall(self) -> int:
        return int(self.clock.now().replace(tzinfo=CHINA).timestamp())

    def _continues(self, connection: Connection, stream: bytes) -> bytes | None:
        """Hash of this device's last entry of the newest earlier epoch in a stream."""
        ends = (own_end(connection, self.keys.device_id, epoch, stream) for epoch in reversed(self.epochs[:-1]))
        return next((end[1] for end in ends if end), None)

    def become(self, keys: DeviceKeys, epochs: tuple[bytes, ...]) -> None:
        """Write from now on as another device."""
        self.keys, self.epochs, self.position, self.epoch_due = keys, epochs, 0, False
        self._author = self._make_author()

    def reload_position(self) -> None:
        """Count this device's entries of the present epoch anew."""
        with self.read() as connection:
            self.position = own_position(connection, self.keys.device_id, self.epochs[-1])

    def begin_epoch(self) -> None:
        """Open a new epoch: entries written from now on can never be taken for those that were lost."""
        epochs = (*self.epochs, uuid.uuid4().bytes)
        with self._one_use_case() as work:
            set_state(work.connection, "epochs", b"".join(epochs))
            work.audit("epoch")
        self.epochs, self.epoch_due = epochs, False
        self._author = self._make_author()
        self.reached(0)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot of the database."""
        with store_faults(), reading(self.engine) as connection:
            yield connection

    @contextmanager
    def write(self, event: str = "", record: bytes | None = None) -> Iterator[UnitOfWork]:
        """One use case: everything it writes becomes lasting in one commit.

        With an ``event`` it ends with a line in the audit log, and can be taken back where the event is one of those that can. Without one
        the use case logs for itself, or writes only what the machine keeps. Errors: those of ``store_faults``.
        """
        if self.epoch_due:
            self.begin_epoch()
        with self._one_use_case() as work:
            yield work
            if event and work.kept:
                work.audit(event, record or work.about, len(work.written))
            changed = state(work.connection, CHANGED)
            if changed != self.marks_seen:
                let_through(work.connection, self.keys.device_id, self.clock.today())
            if work.kept:
                remember(work, event or work.logged, self.account, self.clock.now())
        if changed != self.marks_seen and work.kept:
            self.marks_seen = changed
            self.marks_moved()
        if work.written and work.kept:
            self.reached(self.position + len(work.written))

    @contextmanager
    def _one_use_case(self) -> Iterator[UnitOfWork]:
        """A unit of work that also brings the lines that the log could not take before."""
        lines: list[LogLine] = []
        kept, project = False, partial(project_changes, commons=self.commons)
        try:
            with store_faults(), unit_of_work(self.engine, self._author, project, self._log) as work:
                # Taken under the lock of the one writer, so that two threads never write a line twice.
                lines, self._unlogged = self._unlogged, []
                for line in lines:
                    add_line(work.connection, *line)
                yield work
            kept = work.kept
        finally:
            if not kept:
                self._unlogged = [*lines, *self._unlogged]

    def reached(self, position: int) -> None:
        """Keep how far this device's journal goes, after the commit: what is saved must not be told as lost for the mark's sake."""
        self.position = position
        try:
            self.mark.write(self.epochs[-1], position)
        except OSError:
            # The next opening finds the mark behind and brings it up.
            if MARK_LAGS not in self.notices:
                self.notices.append(MARK_LAGS)

    def _log(self, connection: Connection, event: str, record: bytes | None, count: int | None) -> None:
        add_line(connection, *self._line(event, record, count))

    def _line(self, event: str, record: bytes | None, count: int | None) -> LogLine:
        return self.clock.now().isoformat(sep=" "), self.account, event, record, count

    def note(self, event: str, record: bytes | None = None, count: int | None = None) -> None:
        """Audit something that changes nothing else: an unlock, a view, a print.

        Reading needs no writing (sync.md §7): where the disk takes nothing, the line waits in memory for the next write that succeeds.
        """
        self._unlogged.append(self._line(event, record, count))
        try:
            with self.write():
                pass
        except KnownError as error:
            if error.code not in UNWRITABLE:
                raise
            if ONLY_READING not in self.notices:
                self.notices.append(ONLY_READING)

    def next_refs(self, connection: Connection, stream: bytes, count: int) -> list[str]:
        """Ledger numbers for new records: device and epoch, and the positions ahead, so never one twice (domain.md §3)."""
        last, _ = own_end(connection, self.keys.device_id, self.epochs[-1], stream) or (0, b"")
        return [f"{ref_prefix(self.keys.device_id, self.epochs[-1], stream)}-{last + 1 + index}" for index in range(count)]
