"""设施 as a register that knows what holds today, how areas are shared, and from when on something changes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from db.codes import FacilityStatus, Kiosk, UnitLevel
from kashi_desktop.types.facilities import FacilityRow
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.types.records import RecordCard, RecordRow
from ui.facilities.words import area_words, kiosk_of, kiosk_words, length_words, season_words, today_words
from ui.registers.columns import RegisterColumns
from ui.registers.record_card import lines_card
from ui.registers.record_table import record_of
from ui.registers.register_view import RegisterView
from ui.registers.words import filter_of, number_of
from ui.shared.filter_bar import Filters
from ui.shared.surfaces import Kind
from ui.shared.table import Column
from ui.shared.widgets import SecondaryButton

_STATES: dict[str, Kind] = {FacilityStatus.IN_USE.value: "good", FacilityStatus.BUILDING.value: "accent"}


class FacilityColumns(RegisterColumns):
    """Name, areas with the part of each unit, hours of today, terminal, standing."""

    def own(self) -> Sequence[Column]:
        """What is known, and what follows from it today."""
        translate, today, wide = QCoreApplication.translate, self._ws.clock.today, self.wide()
        now = Column("now", translate("facilities", "现在的开放时间"), 170, lambda row: today_words(row.seasons, today()), muted=True)
        return [
            self.column("name", width=150, bold=True, secondary=lambda row: self.cell(row.record, "code")),
            self.column("kind", width=122),
            self.column("building_area_m2", width=102, text=lambda row: self._area(row, "building_area_m2")),
            self.column("activity_area_m2", width=128, text=lambda row: self._area(row, "activity_area_m2")),
            Column("parts", translate("facilities", "分摊"), 168 if wide else 112, self.shares, muted=True),
            *([] if wide else [now]),
            self.column("kiosk", width=106, text=lambda row: _kiosk(row, today()), pill=_kiosk_kind, sort_value=None),
            self.column("status", width=100, text=lambda row: self.standing(row, today()), pill=_standing_kind, sort_value=None),
            self.column("valid_from", width=100, muted=True),
        ]

    def _area(self, row: FacilityRow, key: str) -> str:
        area = number_of(row.record.cells.get(key))
        return area_words(area) if area is not None else ""

    def shares(self, row: FacilityRow) -> str:
        """The part of each unit of a shared facility; a village reads its own first."""
        if len(row.parts) < 2:
            return ""
        if self.wide():
            return "、".join(f"{each.name} {area_words(each.area)}" for each in row.parts)
        own = next((each for each in row.parts if each.code == self._ws.office.unit_code), row.parts[0])
        words = QCoreApplication.translate("facilities", "本单位 {area} m²")
        return words.format(area=area_words(own.area))

    def standing(self, row: FacilityRow, today: date) -> str:
        """The status, and whether the row is not the one of today."""
        words = self.cell(row.record, "status")
        if row.ahead:
            return QCoreApplication.translate("facilities", "以后{status}").format(status=words)
        ended = row.record.cells.get("valid_to")
        if row.standing and not (ended and ended < today.isoformat()):
            return words
        return QCoreApplication.translate("facilities", "以前{status}").format(status=words)


def _kiosk(row: FacilityRow, today: date) -> str:
    return kiosk_words(kiosk_of(row), row.broken_on, today)


def _kiosk_kind(row: FacilityRow) -> Kind | str:
    found = kiosk_of(row)
    return {Kiosk.WORKING: "good", Kiosk.BROKEN: "warning"}.get(found, "") if found else ""


def _standing_kind(row: FacilityRow) -> Kind | str:
    return _STATES.get(row.record.cells.get("status") or "", "neutral") if row.standing else "neutral"


class FacilitiesView(RegisterView):
    """The register of facilities; Ctrl+D says what changes from a day on and leaves the past as it was."""

    print_wanted = Signal(object)
    """The PrintRequest of a facility's sheet."""
    in_parts = frozenset({"hours"})

    def _build(self) -> None:
        super()._build()
        self.change = SecondaryButton(self.tr("从某天起变更"), "Ctrl+D", icon="calendar")
        self.change.clicked.connect(lambda: self.show_from_day(self._record) if self._record else None)
        self.card.add_action(self.change)
        self.change.setVisible(self.writable)
        self.print_button = SecondaryButton(self.tr("打印"), "Ctrl+P", icon="printer")
        self.print_button.clicked.connect(self._print)
        self.card.add_action(self.print_button)
        self.list_change = SecondaryButton(self.tr("变更"), "Ctrl+D", icon="calendar", compact=True)
        self.list_change.setToolTip(self.tr("从某天起变更（Ctrl D）：停用、扩建、终端坏了或修好了，以前的月份不受影响"))
        self.list_change.clicked.connect(self._change_current)
        self.list.add_button(self.list_change)
        self.list_change.setVisible(self.writable)
        self.entry.changed.connect(self._kiosk_typed)
        self.entry.changed.connect(self._hours_typed)
        self._unit = ""

    def _print(self) -> None:
        if self._record is not None:
            self.print_wanted.emit(PrintRequest("facility-sheet", unit=self._record.unit_code, records=(self._record.id,)))

    def make_columns(self) -> RegisterColumns:
        """Facilities show more than their columns."""
        return FacilityColumns(self.ws, self.info)

    def fetch_rows(self) -> Sequence[FacilityRow]:
        """Rows with what holds today."""
        return self.ws.facilities.rows()

    def filters(self) -> Filters:
        """What holds today, or all that ever was; the kind."""
        when = [("", self.tr("现在和以后")), ("all", self.tr("全部经过"))]
        return {"when": (self.tr("哪些行"), when), "kind": filter_of(self.fields["kind"])}

    def keeps(self, row: FacilityRow) -> bool:
        """Whether a row passes the filters, and belongs to the unit that was pointed at."""
        bar = self.list.bar
        if self._unit and all(each.code != self._unit for each in row.parts):
            return False
        now = bar.value("when") == "all" or row.standing or row.ahead
        return now and bar.value("kind") in ("", row.record.cells.get("kind"))

    def show_unit(self, code: str) -> None:
        """Show the facilities of one unit; blank shows all."""
        self._unit = code
        self.list.show_rows(self.list.rows(), None)
        self.show_list()

    def unit(self) -> str:
        """The unit whose facilities are shown alone."""
        return self._unit

    # -- form ----------------------------------------------------------------------------------------------------------

    def new_values(self) -> dict[str, str]:
        """A next number, the own unit, in use."""
        own = self.ws.office.unit_code if self.ws.office.level is UnitLevel.VILLAGE else self._unit
        return {"code": self._next_code(own), "units": own, "status": FacilityStatus.IN_USE.value}

    def show_new(self, values: Mapping[str, str] | None = None) -> None:
        """The number is there already: typing starts at the name."""
        super().show_new(values)
        if self.form is not None:
            self.form.editors["name"].widget.setFocus()

    def _next_code(self, unit: str) -> str:
        # As the register stands, not as the list shows it: after a save the list follows a moment later.
        codes = [row.cells["code"] or "" for row in self.ws.records.list("facility", unit)]
        found = [re.fullmatch(r"(.*?)(\d+)", code) for code in codes]
        numbered = [(int(each[2]), each[1], len(each[2])) for each in found if each]
        if not numbered:
            return "S1"
        number, letters, digits = max(numbered)
        return f"{letters}{number + 1:0{digits}d}"

    def _hours_typed(self, key: str) -> None:
        """Hours are read back as they are understood."""
        if key == "hours" and self.form is not None:
            from kashi_desktop.services.facilities import seasons_of  # late: the services load after the first window

            seasons = seasons_of(self.form.value("hours"))
            self.form.boxes["hours"].set_hint("；".join(length_words(each) for each in seasons))

    def _kiosk_typed(self, key: str) -> None:
        """The day of a fault belongs to a broken terminal."""
        form = self.form
        if key == "kiosk" and form is not None:
            broken = form.value("kiosk") == Kiosk.BROKEN.value
            if not broken and form.value("kiosk_broken_on"):
                form.set_values({"kiosk_broken_on": ""})
            form.set_enabled("kiosk_broken_on", broken)

    def _open_form(self, key: object, values: Mapping[str, str | None]) -> None:
        super()._open_form(key, values)
        if self.form is not None:
            self.form.set_enabled("code", True)
            self._kiosk_typed("kiosk")
            self._hours_typed("hours")

    def _change_current(self) -> None:
        row = self.list.current()
        if row is not None:
            self.show_from_day(record_of(row))

    def show_from_day(self, row: RecordRow) -> None:
        """A further row of the same facility from a day on."""
        card = self._card(row)
        if card is None:
            return
        self._record = None
        self._open_form(("from", row.id), {**card.row.cells, "valid_from": self.ws.clock.today().isoformat(), "valid_to": ""})
        if self.form is not None:
            self.form.set_enabled("code", False, self.tr("同一处设施，编号不变"))
            self.form.editors["valid_from"].widget.setFocus(Qt.FocusReason.TabFocusReason)  # all of it is marked: typing replaces
        self._opened = self.tr("从某天起变更：{what}").format(what=row.cells.get("name"))
        self.heading_changed.emit()

    # -- card ----------------------------------------------------------------------------------------------------------

    def card_parts(self, card: RecordCard) -> Sequence[QWidget]:
        """Parts of the units, hours by season, and the history of the facility."""
        rows: list[FacilityRow] = list(self.list.rows())
        row = next((each for each in rows if each.record.id == card.row.id), None)
        if row is None:
            return ()
        same = [
            each for each in rows if each.record.unit_code == card.row.unit_code and each.record.cells["code"] == card.row.cells["code"]
        ]
        made = []
        if len(row.parts) > 1:
            made.append(lines_card(self.tr("面积分摊"), [f"{each.name}　{area_words(each.area)} m²" for each in row.parts]))
        if row.seasons:
            made.append(lines_card(self.columns.label("hours"), [season_words(each) for each in row.seasons]))
        made.append(lines_card(self.tr("这处设施的经过"), [self._history(each) for each in same]))
        return made

    def _history(self, row: FacilityRow) -> str:
        cells = row.record.cells
        until = self.tr(" 到 {day}").format(day=cells["valid_to"]) if cells["valid_to"] else ""
        area = area_words(number_of(cells["building_area_m2"]) or Decimal(0))
        words = (self.tr("{day} 起").format(day=cells["valid_from"]) + until, self.columns.cell(row.record, "status"), f"{area} m²")
        kiosk = self.columns.cell(row.record, "kiosk")
        now = self.tr("（现在）") if row.standing else ""
        return "　".join(part for part in (*words, self.tr("终端{state}").format(state=kiosk) if kiosk else "") if part) + now
