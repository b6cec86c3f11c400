"""Records given as JSON: read with bounds, checked by the registers' own rules, refused by column."""

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from db.declaring import Columns, Register
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.paths import open_regular
from kashi_desktop.rules.registers import Cells, cells_of, complete, masked, read_cells, within_limits
from kashi_desktop.types.faults import Fault, fault

_LARGEST = 1 << 20


class BadRecord(KnownError):
    """A record that cannot be kept; the sentence is the first fault's, led by its column, ``faults`` hold all."""

    def __init__(self, register: Register, faults: Sequence[Fault]) -> None:
        """Name the column as people know it."""
        first = faults[0]
        known = register.by_key.get(first.column)
        label = f"{known.label}（{known.key}）" if known else first.column[:40]
        super().__init__(first.code, "“{column}”：" + first.template, column=label, **first.params)
        self.faults = tuple(faults)


def read_record(source: str) -> dict[str, Any]:
    """The JSON object of a file, ``-`` for stdin. Errors: not_a_file, file_unreadable, json_too_large, bad_json."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with open_regular(Path(source)) as file:
                data = file.read(_LARGEST + 1)
    except OSError:
        raise KnownError(
            "file_unreadable", QT_TRANSLATE_NOOP("errors", "打不开这个 JSON 文件，没有任何改动。请检查路径和读取权限。")
        ) from None
    if len(data) > _LARGEST:
        raise KnownError(
            "json_too_large", QT_TRANSLATE_NOOP("errors", "这个 JSON 文件太大，不像一条记录，没有任何改动。请检查是否选错了文件。")
        )
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # a lone surrogate, written as an escape, is no text
    except (ValueError, RecursionError):
        _bad_json()
    if not isinstance(found, dict) or not all(key.isprintable() and _is_plain(value) for key, value in found.items()):
        _bad_json()
    return found


def _bad_json() -> NoReturn:
    raise KnownError(
        "bad_json",
        QT_TRANSLATE_NOOP(
            "errors",
            "这不是一条 JSON 记录（一个对象，UTF-8，键不重复，值为文字、数字、真假、空或它们的列表），没有任何改动。请改正后再试。",
        ),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated key")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(part, str | int) for part in value)
    return value is None or isinstance(value, str | int | float)


def only_keys(record: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Refuse what a command does not know, instead of losing it silently. Errors: unknown_key."""
    unknown = sorted(key for key in record if key not in allowed)
    if unknown:
        raise KnownError(
            "unknown_key",
            QT_TRANSLATE_NOOP("errors", "这个命令没有叫“{key}”的键，没有任何改动。可以用：{allowed}。"),
            key=unknown[0][:40],
            allowed=" ".join(sorted(allowed)),
        )


def chosen_cells(register: Register, record: Mapping[str, Any], required: Collection[str] = ()) -> Cells:
    """The values of the given keys, within the limits of their columns. Errors: BadRecord."""
    cells = read_cells(register, cells_of(record))
    values, beyond = within_limits(register, cells.values)
    faults = [*cells.faults, *(fault(key, "required") for key in required if key not in cells.texts), *masked(register, beyond, cells)]
    if faults:
        raise BadRecord(register, faults)
    return cells._replace(values=values)


def new_input(register: Register, record: Mapping[str, Any], today: date) -> Columns:
    """A whole record as an input. Errors: unknown_key, BadRecord."""
    only_keys(record, [column.key for column in register.columns])
    return _checked(register, read_cells(register, cells_of(record)), today, None)


def changed_input(register: Register, record: Mapping[str, Any], today: date, stored: Columns) -> Columns:
    """The stored record with the given keys changed; an empty value clears a key that may be empty. Errors: BadRecord."""
    given = cells_of(record)
    cleared = [key for key, text in given.items() if not text.strip() and key in type(stored).model_fields]
    faults = [fault(key, "required") for key in cleared if key in register.required]
    if faults:
        raise BadRecord(register, faults)
    empty = {key: type(stored).model_fields[key].get_default() for key in cleared}
    return _checked(register, read_cells(register, given), today, stored.model_copy(update=empty))


def _checked(register: Register, cells: Cells, today: date, stored: Columns | None) -> Columns:
    parsed = complete(register, cells, today, stored)
    if parsed.input is None:
        raise BadRecord(register, parsed.faults)
    return parsed.input
