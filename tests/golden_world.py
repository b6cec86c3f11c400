"""Four offices whose steps are noted with the entries that they wrote; what happens in them is told in tests/golden_story.py."""

import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import xlsxwriter
import zstandard

from kashi_desktop import startup
from kashi_desktop.workspace import Workspace
from tests.goldens import Names, Watch
from tests.workspaces import COUNTY, PASSPHRASE, SECOND_VILLAGE, VILLAGE, rows_of

PREFECTURE = "653100000000"
LEVELS = {PREFECTURE: "prefecture", COUNTY: "county", VILLAGE: "village", SECOND_VILLAGE: "village"}
NAMES = {PREFECTURE: "prefecture", COUNTY: "county", VILLAGE: "village", SECOND_VILLAGE: "second-village"}


@dataclass
class World:
    """The offices by code, all open; ``steps`` are each office's steps with the entries they wrote, in order."""

    folder: Path
    clock: Watch
    offices: dict[str, Workspace] = field(default_factory=dict)
    steps: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)
    identities: list[Any] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    _told: dict[str, set[bytes]] = field(default_factory=dict)
    _folders: int = 0

    def found(self, code: str, invitation: Path | None = None) -> Workspace:
        """One more office."""
        made = startup.create_workspace(
            self.folder / code,
            level=LEVELS[code],
            unit_code=code,
            passphrase=PASSPHRASE,
            name="古丽",
            invitation=invitation,
            clock=self.clock,
            sheet=False,
        )
        self.offices[code] = made.workspace
        self.did(code, "a new workspace")
        return made.workspace

    def did(self, code: str, step: str) -> None:
        """Note the entries that an office wrote since the last step."""
        columns = "e.hash, b.stream, e.account, e.register, e.version, e.op, e.record, e.person, e.seen, e.duty"
        table = "entry e JOIN branch b ON b.id = e.branch"
        written = rows_of(self.offices[code], f"{table} WHERE e.package IS NULL", columns, "e.branch, e.seq")
        told = self._told.setdefault(code, set())
        fresh = [row for row in written if row[0] not in told]
        told |= {row[0] for row in fresh}
        self.steps.setdefault(code, []).append((step, [_entry(*row[1:]) for row in fresh]))

    def stick(self) -> Path:
        """An empty folder."""
        self._folders += 1
        made = self.folder / f"stick{self._folders}"
        made.mkdir()
        return made

    def up(self, code: str, above: str, expected: str = "applied") -> Path:
        """A package to the office above, taken in there."""
        sent = self.offices[code].packages.export(self.stick()).file
        self.did(code, "export")
        assert [each.verdict for each in self.offices[above].packages.import_files([sent]).files] == [expected]
        self.did(above, f"import from {NAMES[code]}")
        return sent

    def down(self, above: str, code: str) -> Path:
        """A receipt to the office below, taken in there."""
        (sent,) = self.offices[above].packages.write_receipts(self.stick(), code).files
        self.did(above, "receipt")
        assert [each.verdict for each in self.offices[code].packages.import_files([sent]).files] == ["applied"]
        self.did(code, f"import from {NAMES[above]}")
        return sent

    def names(self) -> Names:
        """Names over all offices."""
        return Names(self.offices.values())

    def opened(self, path: Path) -> tuple[dict[str, Any], list[str]]:
        """Header and payload lines of a sealed file: magic, version, length, header, signature, packed payload (sync.md §2)."""
        held = pyrage.decrypt(path.read_bytes(), self.identities)
        assert held.startswith(b"KASHI\x00")
        (size,) = struct.unpack(">I", held[8:12])
        header = msgspec.json.decode(held[12 : 12 + size])
        payload = zstandard.ZstdDecompressor().decompress(held[12 + size + 64 :])
        return header, payload.decode("utf-8").splitlines()


def _entry(
    stream: bytes,
    account: bytes | None,
    register: str,
    version: int,
    op: str,
    record: bytes,
    subject: bytes | None,
    seen: bytes,
    fields: bytes | None,
) -> str:
    whom = "-" if subject is None else "itself" if subject == record else subject.hex()
    by = "somebody" if account else "-"
    heads = " ".join(seen[at : at + 32].hex() for at in range(0, len(seen), 32)) or "-"
    said = (fields or b"").decode("utf-8")
    return f"{register}/{version} {op} {record.hex()} about {whom} in {stream.hex()} by {by} seen {heads}\n  {said}"


class Steps:
    """Steps of one office, each noted under what was done."""

    def __init__(self, world: World, code: str) -> None:
        self.world, self.code, self.office = world, code, world.offices[code]

    def do(self, what: str, work: Callable[[], Any]) -> Any:
        """One step."""
        made = work()
        self.world.did(self.code, what)
        return made

    def save(self, register: str, cells: Mapping[str, str], record: bytes | None = None, **options: Any) -> bytes:
        """A form of a register."""
        what = f"{register} by form, {'changed' if record else 'new'}{''.join(f', {key}' for key in options)}"
        saved: bytes = self.do(what, lambda: self.office.records.save(register, cells, record, **options)).id
        return saved

    def thrice(self, register: str, cells: Mapping[str, str], **changed: str) -> bytes:
        """New, changed, changed again and that taken back."""
        record = self.save(register, cells)
        self.save(register, {**cells, **changed}, record, reason="核对")
        self.save(register, cells, record)
        self.undo()
        return record

    def remove(self, register: str, record: bytes) -> None:
        """Remove a record."""
        self.do(f"{register} removed", lambda: self.office.records.remove(register, record, "重复登记"))

    def undo(self) -> None:
        """Take the last step back."""
        self.do("undo", self.office.undo.undo)

    def table(self, register: str, rows: Sequence[Mapping[str, str]], *, book: bool = False) -> None:
        """A table of a register, as CSV or as a workbook."""
        path = self.world.stick() / f"{register}.{'xlsx' if book else 'csv'}"
        keys = list(dict.fromkeys(key for row in rows for key in row))
        lines = [keys, *([row.get(key, "") for key in keys] for row in rows)]
        if book:
            with xlsxwriter.Workbook(str(path)) as workbook:
                sheet = workbook.add_worksheet()
                for number, line in enumerate(lines):
                    for place, cell in enumerate(line):
                        sheet.write_string(number, place, cell)
        else:
            path.write_text("".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines), encoding="utf-8")
        report = self.do(f"{register} by {'workbook' if book else 'table'}", lambda: self.office.registers.load(register, path))
        assert report.loaded, (register, report.rejected)
