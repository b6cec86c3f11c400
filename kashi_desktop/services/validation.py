"""Refusal of what was typed, with every fault by column so that a form can show each beside its field."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from db.errors import DamagedFile, DiskFault, EmptyFile, MissingFile, NoSpace, ReadOnlyPlace, WrongKey
from kashi_desktop.errors import DISK_ERROR, DISK_FULL, QT_TRANSLATE_NOOP, READ_ONLY, KnownError
from kashi_desktop.rules.checks import Remarks
from kashi_desktop.rules.unit_codes import is_code
from kashi_desktop.types.faults import Fault


class InvalidInput(KnownError):
    """Typed values that cannot be kept; the first fault is the sentence, ``faults`` hold all."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Take the first fault's code and sentence."""
        super().__init__(faults[0].code, faults[0].template, **faults[0].params)
        self.faults = tuple(faults)


def checked(check: Callable[[Any, date], Remarks], value: Any, today: date) -> Sequence[Fault]:
    """The warnings of an input. Errors: InvalidInput with its faults."""
    remarks = check(value, today)
    if remarks.faults:
        raise InvalidInput(remarks.faults)
    return remarks.warnings


def not_found(what: str) -> KnownError:
    """A record that is not here (any more)."""
    sentences = {
        "elder": QT_TRANSLATE_NOOP("errors", "找不到这位老人的记录，没有任何改动。请刷新名单再试。"),
        "visit": QT_TRANSLATE_NOOP("errors", "找不到这次探访的记录，没有任何改动。请核对编号。"),
        "need": QT_TRANSLATE_NOOP("errors", "找不到这项需求的记录，没有任何改动。请核对编号。"),
        "record": QT_TRANSLATE_NOOP("errors", "找不到这条记录，没有任何改动。请核对编号，或刷新后再试。"),
        "question": QT_TRANSLATE_NOOP("errors", "找不到这个核对问题，没有任何改动。请刷新后再试。"),
        "unit": QT_TRANSLATE_NOOP("errors", "找不到这个单位，没有任何改动。请核对单位代码。"),
    }
    return KnownError(f"{what}_not_found", sentences[what])


def outside_scope(code: str) -> KnownError:
    """A unit that this office does not answer for; what has not the form of a code may be anything and is not repeated."""
    if not is_code(code):
        sentence = QT_TRANSLATE_NOOP("errors", "这不是本办公室范围内的单位代码，没有任何改动。请填写 12 位的单位代码。")
        return KnownError("unit_out_of_scope", sentence)
    return KnownError(
        "unit_out_of_scope", QT_TRANSLATE_NOOP("errors", "单位 {unit} 不属于本办公室的范围，没有任何改动。请核对单位代码。"), unit=code
    )


def database_damaged() -> KnownError:
    """A database that is missing, or that cannot be read any more."""
    return KnownError(
        "database_damaged",
        QT_TRANSLATE_NOOP("errors", "数据库文件 kashi.db 已损坏或不见了，没有建立新的空库。请不要删除任何文件，从最近的备份恢复。"),
    )


@contextmanager
def store_faults() -> Iterator[None]:
    """Tell a fault of the database file as a sentence. Errors: database_damaged, disk_full, read_only, disk_error."""
    try:
        yield
    except (WrongKey, DamagedFile, MissingFile, EmptyFile) as fault:
        raise database_damaged() from fault
    except NoSpace as fault:
        raise KnownError("disk_full", DISK_FULL) from fault
    except ReadOnlyPlace as fault:
        raise KnownError("read_only", READ_ONLY) from fault
    except DiskFault as fault:
        raise KnownError("disk_error", DISK_ERROR) from fault
