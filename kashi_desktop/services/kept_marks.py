"""Marks of destruction outside the workspace: kept after each change, applied when a workspace opens (exchange-rules.md, 35)."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from db.consents import ENDED, ERASE, ERASURE, ID, WITHDRAWN_ON
from db.journal import Change, heads_of
from db.queries import destructions as queries
from db.queries.consents import present
from db.queries.destructions import ASKED, LOST, Mark
from db.queries.workspace import state
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.paths import set_aside, state_folder
from kashi_desktop.services.context import ONLY_READING, UNWRITABLE, Context
from kashi_desktop.sync import mark_file
from kashi_desktop.sync.consents import CHANGED, lay_lost
from kashi_desktop.sync.projection import project

NOT_KEPT = QT_TRANSLATE_NOOP(
    "errors", "内容已保存，只是撤回和删除的记号没能写进用户文件夹。数据没有丢失。请检查磁盘空间和权限，下次打开时会自动补上。"
)
NOT_OURS = QT_TRANSLATE_NOOP(
    "errors",
    "用户文件夹里撤回和删除的记号不是这个工作区写的，或者被改动过，没有采用，已移到旁边以 aside 开头的文件夹。数据没有改动。"
    "如果这个工作区是从备份放回来的，请核对有没有已经撤回同意或删除的老人又显示出来。",
)


def keep(context: Context) -> None:
    """Write the marks that stand; a failure loses nothing, the next opening writes them."""
    with context.read() as connection:
        found = _worth_keeping(context, connection)
    path = _path(context)
    try:
        if found or path.exists():
            mark_file.save(path, context.keys, found)
    except (OSError, KnownError):
        _tell(context, NOT_KEPT)


def apply(context: Context) -> None:
    """Hide what the kept marks destroy and the journal does not know of; write again those that this device wrote."""
    with context.read() as connection:
        context.marks_seen = state(connection, CHANGED)
        held = {each.key for each in queries.marks(connection)}
        lost = _own_lost(context, connection)
    context.marks_moved = lambda: keep(context)
    kept = _load(context)
    missing = [each for each in kept if each.key not in held]
    try:
        if missing or lost:
            with context.write() as work:
                project(work.connection, lay_lost(work.connection, missing))
                work.apply(written_again(work.connection, _own_lost(context, work.connection), context.clock.today()))
                work.audit("marks_applied", count=len(missing))
    except KnownError as error:
        if error.code not in UNWRITABLE:
            raise
        _tell(context, ONLY_READING)
    with context.read() as connection:
        now = {each.key for each in _worth_keeping(context, connection)}
    if now != {each.key for each in kept}:
        keep(context)


def say_again(context: Context) -> None:
    """Write again what this device's lost marks said of persons who came back since: after an import, as at each opening."""
    with context.read() as connection:
        lost = _own_lost(context, connection)
        waits = bool(lost) and bool(written_again(connection, lost, context.clock.today()))
    if waits:
        with context.write() as work:
            work.apply(written_again(work.connection, _own_lost(context, work.connection), context.clock.today()))
            work.audit("marks_applied", count=len(lost))


def written_again(connection: Connection, found: Collection[Mark], today: date) -> list[Change]:
    """New entries that say what lost marks said, of persons who are on record here."""
    records = queries.records_of(connection, sorted({each.person for each in found})) if found else set()
    known = {(stream, record): register for record, register, stream in records if record in {each.person for each in found}}
    changes = []
    for stream, person in sorted({(each.stream, each.person) for each in found} & known.keys()):
        consents = {each.consent for each in found if (each.stream, each.person) == (stream, person)}
        seen = heads_of(connection, person)
        if ended := sorted(each.hex() for each in consents - {ERASURE}):
            fields: dict[str, object] = {ENDED: ";".join(ended)}
            if present(connection, [person]).get(person) in ended:
                fields |= {WITHDRAWN_ON: today.isoformat(), ID: None}
            changes.append(Change(stream, known[stream, person], "update", person, person, fields, seen))
        if ERASURE in consents:
            changes.append(Change(stream, known[stream, person], ERASE, person, person, {}, seen))
    return changes


def _worth_keeping(context: Context, connection: Connection) -> list[Mark]:
    """The marks that stand, but for those under this device's key that a person has yet to confirm.

    A copy of the folder signed them. Were they kept and the folder put back, they would be written again as this device's own words.
    """
    ours = context.keys.device_id
    return [each for each in queries.marks(connection) if each.device != ours or each.allowed != ASKED or not each.since]


def _own_lost(context: Context, connection: Connection) -> set[Mark]:
    """Marks that this device wrote and whose entries went with a newer state of the folder."""
    return {each for each in queries.marks(connection) if each.allowed == LOST and each.device == context.keys.device_id}


def _load(context: Context) -> Iterable[Mark]:
    path = _path(context)
    try:
        return mark_file.load(path, context.keys)
    except KnownError:  # the medium does not let itself be read: nothing is known of it
        _tell(context, NOT_OURS)
    except ValueError:
        _tell(context, NOT_OURS)
        with suppress(OSError):
            set_aside(path.parent, [path], context.clock.today())
    return ()


def _path(context: Context) -> Path:
    return mark_file.path_of(state_folder(), context.keys)


def _tell(context: Context, notice: str) -> None:
    if notice not in context.notices:
        context.notices.append(notice)
