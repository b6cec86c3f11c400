"""What an office has beside the targets: six figures in one quiet strip."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from db.codes import Kiosk
from kashi_desktop.types.facilities import UnitSums
from ui.facilities.words import area_words, broken_since, kiosk_words, target_words, verdict
from ui.shared import theme
from ui.shared.surfaces import Kind
from ui.shared.widgets import Card, Pill, spread, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping

AREA, SHARE, CENTRE, KIOSK, DAY_CARE = (
    "area_per_100_households", "activity_area_share", "facility_coverage", "kiosk_coverage", "day_care_coverage",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value, what stands quietly beside it, and the pill below."""

    value: str
    beside: str
    pill: str
    kind: Kind


class _Cell(QWidget):
    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(text_label(title, "secondary"))
        self.value, self.beside = text_label("–", "figure"), text_label("", "secondary")
        self.pill = Pill("", "neutral")
        column.addLayout(spread(self.value, self.beside, None))
        column.addLayout(spread(self.pill, None))
        self.pill.hide()

    def show_figure(self, figure: Figure) -> None:
        self.value.setText(figure.value or "–")
        self.beside.setText(figure.beside)
        self.pill.set(figure.pill, figure.kind)
        self.pill.setVisible(bool(figure.pill))
        self.setAccessibleName(" ".join(part for part in (figure.value, figure.beside, figure.pill) if part))


class FigureStrip(Card):
    """Area, area per hundred households, share for residents, service centre, terminal, day care."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without figures until ``show_sums``."""
        super().__init__("", parent)
        titles = {
            "area": self.tr("建筑面积合计"), AREA: self.tr("每百户设施面积"), SHARE: self.tr("居民活动面积占比"),
            CENTRE: self.tr("综合服务设施"), KIOSK: self.tr("政务自助终端"), DAY_CARE: self.tr("日间照料"),
        }  # fmt: skip
        self.cells: Mapping[str, _Cell] = {key: _Cell(title) for key, title in titles.items()}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(12))
        self._lines = [_line() for _ in titles]
        self.add(self._grid)
        self._per_row = 0
        self._place(len(titles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type the figures stand in two rows."""
        super().resizeEvent(event)
        wanted = sum(cell.minimumSizeHint().width() + theme.px(33) for cell in self.cells.values())
        self._place(len(self.cells) if event.size().width() >= wanted else 3)

    def minimumSizeHint(self) -> QSize:
        """What three figures in a row need."""
        widest = sorted(cell.minimumSizeHint().width() for cell in self.cells.values())[-3:]
        return QSize(sum(widest) + 4 * theme.px(33), super().minimumSizeHint().height())

    def _place(self, per_row: int) -> None:
        if per_row == self._per_row:
            return
        self._per_row = per_row
        while self._grid.count():
            self._grid.takeAt(0)
        for number, (cell, line) in enumerate(zip(self.cells.values(), self._lines, strict=True)):
            row, at = divmod(number, per_row)
            self._grid.addWidget(line, row, 2 * at)
            self._grid.addWidget(cell, row, 2 * at + 1)
            line.setVisible(at > 0)
        for column in range(2 * len(self.cells)):
            self._grid.setColumnStretch(column, column % 2 if column < 2 * per_row else 0)
        self.updateGeometry()

    def show_sums(self, sums: UnitSums, today: date, single: bool) -> None:
        """``single``: one unit, of which each thing is there or not."""
        places = self._single(sums, today) if single else self._several(sums)
        for key, figure in {**self._areas(sums), **places}.items():
            self.cells[key].show_figure(figure)

    def _areas(self, sums: UnitSums) -> dict[str, Figure]:
        per, share = sums.measures[AREA], sums.measures[SHARE]
        used = self.tr("{n} 处在用").format(n=sums.facilities)
        gap = self.tr("还差 {gap} m²")
        no_areas = self.tr("缺活动面积") if sums.facilities else self.tr("还没有设施")
        return {
            "area": Figure(area_words(sums.building), "m²", used, "neutral"),
            AREA: Figure(per.shown or "–", target_words(per, " m²"), *verdict(per, gap, self.tr("先填户数"))),
            SHARE: Figure(_percent(share.shown), target_words(share, "%"), *verdict(share, gap, no_areas)),
        }

    def _single(self, sums: UnitSums, today: date) -> dict[str, Figure]:
        lacks = self.tr("还差 1 个")
        yes, no = self.tr("有"), self.tr("没有")
        kiosk = kiosk_words(sums.kiosk, sums.broken_on, today) or no
        since = self.tr("{day} 起").format(day=broken_since(sums, today)) if sums.broken_on else ""
        urban = {True: self.tr("城市社区"), False: "", None: ""}[sums.urban]
        unknown = self.tr("缺城乡分类") if sums.urban is None else self.tr("终端没有填")
        return {
            CENTRE: Figure(yes if sums.centres else no, "", *verdict(sums.measures[CENTRE], lacks, self.tr("还没有设施"))),
            KIOSK: Figure(kiosk, since if sums.kiosk is Kiosk.BROKEN else urban, *verdict(sums.measures[KIOSK], lacks, unknown)),
            DAY_CARE: Figure(yes if sums.day_cares else no, urban, *verdict(sums.measures[DAY_CARE], lacks, self.tr("缺城乡分类"))),
        }

    def _several(self, sums: UnitSums) -> dict[str, Figure]:
        lacks = self.tr("还差 {gap} 个")
        made = {}
        for key in (CENTRE, KIOSK, DAY_CARE):
            measure = sums.measures[key]
            beside = f"{measure.numerator} / {measure.denominator}" if measure.denominator else ""
            made[key] = Figure(_percent(measure.shown), beside, *verdict(measure, lacks, self.tr("还没有数据")))
        return made


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("surface", "sidebar_line")
    line.setFixedWidth(1)
    return line


def _percent(shown: str | None) -> str:
    return f"{shown}%" if shown else "–"
