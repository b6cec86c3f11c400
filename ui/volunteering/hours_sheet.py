"""The hours of an activity as an entry grid: the full length by one key, never more than that, two activities at once marked."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.volunteering import ActivityRow, HoursEntry, HoursLine
from ui.registers.fields import grid_column
from ui.registers.words import label_of
from ui.shared.entry_model import GridColumn, read_number
from ui.shared.entry_pane import Sheet
from ui.shared.event_view import EventSheet
from ui.shared.widgets import EmptyState, SecondaryButton
from ui.volunteering.words import facts, hours

if TYPE_CHECKING:
    from ui.shared.entry_model import RowId


class HoursSheet(EventSheet):
    """The volunteers of the chosen activity; a line without a verifier is verified by the leader, else by who enters it."""

    def __init__(self, today: date, account_name: str) -> None:
        """``account_name`` is who enters."""
        translate = QCoreApplication.translate
        nothing = EmptyState("hand_heart", translate("HoursSheet", "先选一次活动"), translate("HoursSheet", "这里会显示它的时长表。"))
        words = translate("HoursSheet", "活动那天还没有登记的志愿者。\n按 Alt 2 到“志愿者”里登记，登记日期不要晚于活动。")
        empty = EmptyState("people", translate("HoursSheet", "没有志愿者"), words)
        keys = translate("HoursSheet", "空格 整场 · 数字 填小时 · 字母找人 · F8 其余整场")
        super().__init__(translate("HoursSheet", "服务时长"), keys, nothing, empty)
        self._today, self._account_name = today, account_name
        self._activity: ActivityRow | None = None
        self.edit_button = SecondaryButton(self.tr("修改"), icon="pencil", compact=True, act=self.edit_wanted)
        self.edit_button.bind_quietly("Ctrl+Shift+E")
        self.header.addWidget(self.edit_button)
        self.edit_button.hide()

    def show_event(self, activity: ActivityRow, lines: Sequence[HoursLine]) -> None:
        """Show an activity with its volunteers."""
        self._activity = activity
        full = hours(activity.length)
        self.edit_button.show()
        sheet = Sheet(
            activity.id,
            activity.title,
            facts(activity, self._today),
            self._columns(activity.length, any(each.at_once for each in lines)),
            [(each.volunteer_id, self._texts(each)) for each in lines],
            {each.volunteer_id: (each.initials, each.full_name) for each in lines},
            ("hours", full),
            self.tr("其余都是 {n} 小时").format(n=full),
        )
        self.show_sheet(sheet)

    def _columns(self, length: Decimal, beside: bool) -> tuple[GridColumn, ...]:
        return (
            GridColumn("name", label_of("volunteer", "full_name"), width=200, bold=True, stretch=True),
            GridColumn("about", self.tr("出生 · 编号"), width=190, muted=True),
            grid_column("service", "hours", 110, high=length, check=_doubt),
            grid_column("service", "verified_by", 150),
            GridColumn("beside", self.tr("同一时间还在"), width=200 if beside else 120, muted=True),
        )

    def _texts(self, line: HoursLine) -> dict[str, str]:
        minor = self.tr("未成年") if line.minor else ""
        born = str(line.birth_year)
        return {
            "name": line.full_name,
            "about": " · ".join(part for part in (born, line.ref, minor) if part),
            "hours": hours(line.hours) if line.hours is not None else "",
            "verified_by": line.verified_by,
            "beside": "、".join(line.at_once),
        }

    def entries(self, rows: "Sequence[tuple[RowId, dict[str, str]]]") -> list[HoursEntry]:
        """The changed rows as they are saved."""
        usual = (self._activity.leader if self._activity else "") or self._account_name
        found = []
        for volunteer_id, texts in rows:
            number = read_number(texts["hours"]) if texts["hours"] else None
            verified = texts["verified_by"] or usual if number is not None else ""
            found.append(HoursEntry(volunteer_id, number, verified))
        return found


def _doubt(texts: Mapping[str, str]) -> str:
    if not texts["hours"] or not texts["beside"]:
        return ""
    return QCoreApplication.translate("HoursSheet", "同一时间还在“{what}”，请核对").format(what=texts["beside"])
