"""Opens a workspace: the instance lock, the key slots, the database and its context; every failure has its own sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine

from db.engine import InstanceLock, Mark, make_engine, migrate, schema_version, writing
from db.errors import AlreadyOpen, DamagedSlots, EmptyFile, NewerSchema, NewerSlots, RecoveryCodeTypo, WrongPassphrase, WrongRecoveryCode
from db.keyslots import KeySlots
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.services import creation, kept_marks
from kashi_desktop.services.context import Context
from kashi_desktop.services.validation import store_faults
from kashi_desktop.sync.keys import seal_secret
from kashi_desktop.sync.projection import rebuild
from kashi_desktop.types.clock import Clock

_NEWER = QT_TRANSLATE_NOOP("errors", "这个数据库由更新版本的程序写成，没有改动它。请安装新版本程序后再打开。")


@contextmanager
def locked(folder: Path) -> Iterator[InstanceLock]:
    """Take the instance lock; on success it stays with the workspace. Errors: second_instance."""
    try:
        lock = InstanceLock(folder)
    except AlreadyOpen as fault:
        raise KnownError(
            "second_instance", QT_TRANSLATE_NOOP("errors", "这个工作区已经在另一个窗口里打开，没有任何改动。请回到那个窗口，或先关闭它。")
        ) from fault
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def unlocked(file: Path, unlock: Callable[[KeySlots], tuple[bytes, str]]) -> tuple[KeySlots, bytes, str]:
    """The key slots of a file, the database key and the account that opened them.

    Errors: wrong_passphrase, recovery_code_typo, wrong_recovery_code, newer_program, keys_damaged.
    """
    try:
        slots = KeySlots.load(file)
        return slots, *unlock(slots)
    except WrongPassphrase as fault:
        raise KnownError(
            "wrong_passphrase", QT_TRANSLATE_NOOP("errors", "口令不对，数据没有丢失。请再试一次；忘记口令时可用恢复单上的恢复码。")
        ) from fault
    except RecoveryCodeTypo as fault:
        raise KnownError(
            "recovery_code_typo", QT_TRANSLATE_NOOP("errors", "恢复码抄错或少了字符，没有任何改动。请对照恢复单逐组再输一次。")
        ) from fault
    except WrongRecoveryCode as fault:
        raise KnownError(
            "wrong_recovery_code",
            QT_TRANSLATE_NOOP("errors", "这个恢复码不是这个工作区的，没有任何改动。请找出本单位最近打印的恢复单再试。"),
        ) from fault
    except NewerSlots as fault:
        raise KnownError("newer_program", _NEWER) from fault
    except (DamagedSlots, FileNotFoundError) as fault:
        raise KnownError(
            "keys_damaged",
            QT_TRANSLATE_NOOP("errors", "钥匙文件 kashi.keys 已损坏或不见了，数据库本身没有改动。请从备份里取回这个文件放回原处，再打开。"),
        ) from fault


def opened(
    database: Path, key: bytes, account: str, clock: Clock, slots: KeySlots, lock: InstanceLock
) -> tuple[Context, Callable[[], None]]:
    """The context of an unlocked database, migrated, and what releases it with its lock. Errors: newer_program, database_damaged."""
    engine = make_engine(database, key)
    mark = Mark(database.parent)
    try:
        context = _load(engine, mark, database.parent, account, clock)
        kept_marks.apply(context)
    except BaseException:
        engine.dispose()
        mark.close()
        raise
    context.seal_to_county = lambda recipient: slots.add_sealed(key, "county", recipient, seal_secret)
    context.knows_passphrase = lambda passphrase: _opens(WrongPassphrase, lambda: slots.open(passphrase, account)[1] == account)
    context.opens_recovery = lambda code: _opens(WrongRecoveryCode, lambda: slots.open_recovery(code) == key)
    context.set_recovery = lambda code: slots.set_recovery(key, code)
    if context.is_village and context.parent and ("county", context.parent.recovery_recipient) not in slots.sealed:
        # The power may have failed between opening the invitation and sealing the key to the county.
        with suppress(OSError):  # a full disk can still be read; the next opening tries again
            context.seal_to_county(context.parent.recovery_recipient)

    def release() -> None:
        engine.dispose()
        mark.close()
        lock.release()

    return context, release


def _opens(refusal: type[Exception], tried: Callable[[], bool]) -> bool:
    try:
        return tried()
    except refusal:
        return False


def _load(engine: Engine, mark: Mark, data_dir: Path, account: str, clock: Clock) -> Context:
    try:
        with store_faults():
            if schema_version(engine) is None:
                raise EmptyFile("no schema")  # never a schema into a file that should hold somebody's records
            if migrate(engine):
                from kashi_desktop.services.numbers import forget  # late: needed once a release

                with writing(engine) as connection:
                    # Fields and registers that a newer program wrote were kept word by word; now they have their places.
                    rebuild(connection)
                    forget(connection)
            return creation.load(engine, mark, data_dir, clock, account)
    except NewerSchema as fault:
        raise KnownError("newer_program", _NEWER) from fault
