"""Run in a copy of the tree: whatever must carry a declared column ``hobby`` carries it; ``probe REGISTER KEY=VALUE …``."""

import csv
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["KASHI_TEST_KDF"] = "floor"

from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from python_calamine import CalamineWorkbook

from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.services.records import data_dictionary, register_info
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from tests.sync.offices import UNITS, Table, copy_table, make_table
from ui.elders.elder_card import ElderCardView
from ui.elders.elder_form import ElderForm
from ui.elders.elders_screen import EldersScreen
from ui.needs.ask_need import NeedQuestion
from ui.needs.need_list import NeedList
from ui.needs.needs_screen import NeedsScreen
from ui.registers.register_view import RegisterView
from ui.registers.registers_screen import RegistersScreen
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes

KEY = "hobby"
ELDER = {
    "ref": "E1", "unit_code": UNITS[0], "full_name": "茹仙古丽", "sex": "female", "birth_date": "1941-02-03", "categories": "other",
    "care_level": "low", "enrolled_on": "2026-01-02",
}  # fmt: skip
"""Whose need it is."""


def dumped(ws: Workspace, register: str) -> list[dict[str, str | None]]:
    return list(ws.registers.dump(register, UNITS[0]))


def values(ws: Workspace, register: str) -> list[str | None]:
    return [each[KEY] for each in dumped(ws, register)]


def write_table(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)
    return path


def load(ws: Workspace, register: str, rows: Iterable[Mapping[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = ws.registers.load(register, write_table(Path(folder) / "table.csv", rows))
    assert report.loaded, report.rejected


def described(ws: Workspace, register: str, folder: Path) -> None:
    """Template, dictionary and the list of registers."""
    info = next(each for each in data_dictionary() if each.name == register)
    field = next(each for each in info.fields if each.key == KEY)
    assert field.purpose
    assert field.max_length == 100
    sheet = CalamineWorkbook.from_path(str(ws.registers.template(register, folder / "template.xlsx"))).get_sheet_by_index(0).to_python()
    assert any(field.label in str(cell) for row in sheet for cell in row)


def travelled(table: Table, register: str, typed: Mapping[str, str]) -> None:
    """By table at the village, up to the county, changed there, and back."""
    village, county = table.villages[0], table.county
    load(village, register, [{**typed, "unit_code": UNITS[0], KEY: "下棋"}])
    assert values(village, register) == ["下棋"]
    county.packages.import_files([table.package(village)])
    assert dumped(county, register) == dumped(village, register)
    kept = {key: value or "" for key, value in dumped(county, register)[0].items()}
    load(county, register, [{**kept, KEY: "种花"}])
    village.packages.import_files([table.receipt(village)])
    assert dumped(village, register) == dumped(county, register)
    assert values(village, register) == ["种花"]
    assert village.doctor.examine().ok
    assert county.doctor.examine().ok


def shown(ws: Workspace, register: str) -> None:
    """Form, list and card of the window; what the form saves is what is kept, and undo takes it back."""
    view = RegisterView(ws, register, register_info(register), Changes())
    view.show()
    view.activated()
    wait_for_all()
    QApplication.processEvents()
    row = view.list.rows()[0]
    column = next(each for each in (*view.columns.shown(), *view.columns.exported_only()) if each.key == KEY)
    assert column.text(row) == "种花"
    view.show_card(row)
    wait_for_all()
    QApplication.processEvents()
    view.show_edit(row)
    form = view.entry.form
    assert form is not None
    assert form.value(KEY) == "种花"
    assert not [line for line in form.problems() if line]
    form.set_values({KEY: "听书"})
    form.save.button.click()
    wait_for_all()
    QApplication.processEvents()
    assert values(ws, register) == ["听书"]
    ws.undo.undo()
    assert values(ws, register) == ["种花"]


def listed_of_elders(ws: Workspace) -> list[str]:
    """What the list of elders in the window says under the column's title, row by row."""
    screen = EldersScreen(ws, Changes())
    screen.resize(1118, 684)
    screen.show()
    screen.activated()
    QApplication.processEvents()
    model, view = screen.list.model, screen.list.table
    titles = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(model.columnCount())]
    assert titles.count("爱好") == 1, titles
    at = titles.index("爱好")
    assert view.columnWidth(at) > 0
    assert view.columnViewportPosition(at) + view.columnWidth(at) <= view.viewport().width()
    return [str(model.data(model.index(row, at))) for row in range(model.rowCount())]


def board(ws: Workspace) -> NeedsScreen:
    """The board of needs in the window."""
    screen = NeedsScreen(ws, Changes())
    screen.resize(1118, 684)
    screen.show()
    screen.activated()
    wait_for_all()
    QApplication.processEvents()
    return screen


def column_of(screen: NeedsScreen) -> NeedList:
    """The column that the one need stands in."""
    return next(each for each in screen.lists.values() if each.needs.rowCount())


def painted(screen: NeedsScreen) -> QImage:
    column = column_of(screen)
    column.clearSelection()
    return column.viewport().grab().toImage()


def shown_of_a_need(ws: Workspace) -> None:
    """The form asks for it; on the board the words of a sheet say it, and so does what is painted on the sheet."""
    assert KEY in NeedQuestion(QWidget(), ws).editors
    before = board(ws)
    assert "种花" in str(column_of(before).needs.index(0, 0).data())
    kept = {key: value or "" for key, value in dumped(ws, "need")[0].items()}
    load(ws, "need", [{**kept, KEY: "在家里听书"}])
    after, again = board(ws), board(ws)
    assert "听书" in str(column_of(after).needs.index(0, 0).data())
    assert painted(before) != painted(after)
    assert painted(after) == painted(again)


def shown_of_an_elder(ws: Workspace) -> None:
    """The same on the pages of elders, and the copy that a person may ask for."""
    assert listed_of_elders(ws) == ["种花"]
    elder_id = ws.elders.fetch_page(ws.elders.open_list(ElderQuery()), 0)[0].id
    form = ElderForm(ws)
    form.show_elder(ws.elders.card(elder_id))
    assert form.value(KEY) == "种花"
    form.set_values({KEY: "听书"})
    form.save.button.click()
    assert values(ws, "elder") == ["听书"]
    card = ElderCardView(ws)
    card.show_card(ws.elders.card(elder_id))
    assert "听书" in {label.text() for label in card.findChildren(QLabel)}
    copy = ws.reports.compose(PrintRequest("subject-copy", UNITS[0], (dumped(ws, "elder")[0]["ref"] or "",), contact="河畔路 3 号"))
    assert "听书" in "".join(page.extract_text() for page in PdfReader(BytesIO(copy.data)).pages)
    ws.undo.undo()
    assert values(ws, "elder") == ["种花"]


OWN = {"elder": shown_of_an_elder, "need": shown_of_a_need}
"""Registers with pages of their own."""


def main(register: str, *pairs: str) -> None:
    """Go through all of it; an AssertionError says what does not carry the column."""
    application = QApplication([])
    typed = dict(pair.split("=", 1) for pair in pairs)
    with tempfile.TemporaryDirectory() as folder:
        make_table(Path(folder) / "made")
        table = copy_table(Path(folder) / "made", Path(folder))
        described(table.villages[0], register, Path(folder))
        if register == "need":
            load(table.villages[0], "elder", [ELDER])
        travelled(table, register, typed)
        if register in OWN:
            OWN[register](table.villages[0])
        else:
            shown(table.villages[0], register)
            screen = RegistersScreen(table.county, Changes())
            assert register in {each.data(0x0100) for each in (screen.names.item(row) for row in range(screen.names.count()))}
        table.close()
    application.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
