"""社区工作者 as a register that knows who is at work today, what courses somebody took, and when a post changed."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.records import RecordCard, RecordRow, RowSaved
from kashi_desktop.types.training import CourseTaken, Namesake
from ui.registers.columns import RegisterColumns
from ui.registers.record_card import lines_card
from ui.registers.record_table import record_of
from ui.registers.register_view import RegisterView
from ui.shared.filter_bar import Filters
from ui.shared.layouts import spread
from ui.shared.messages import label
from ui.shared.surfaces import Kind
from ui.shared.table import Column
from ui.shared.widgets import Card, LinkButton, text_label
from ui.shared.words import day_words
from ui.training.post_question import PostAnswer, ask_post

WORKING, AWAY, GONE = "working", "away", "gone"
_POST = ("full_time", "urban_roster")
AskPost = Callable[[QWidget, str, date, date], PostAnswer | None]


def standing(row: RecordRow, today: date) -> str:
    """Whether somebody is at work, on leave or gone on a day; days are ISO texts."""
    day, cells = today.isoformat(), row.cells
    left, begin, end = cells.get("left_on"), cells.get("leave_from"), cells.get("leave_to")
    if left and left <= day:
        return GONE
    return AWAY if begin and begin <= day and (not end or end >= day) else WORKING


class WorkerColumns(RegisterColumns):
    """Who, in which post, with which certificate, since when, and whether at work."""

    def own(self) -> Sequence[Column]:
        """What is known, and what follows from it today."""
        translate, today = QCoreApplication.translate, self._ws.clock.today
        return [
            self.column("full_name", width=250, bold=True, secondary=_born),
            *([] if self.wide() else [self.column("ref", width=90, muted=True)]),
            self.column("post", width=120),
            Column("employment", translate("Workers", "用工"), 130, self._kind, muted=True),
            self.column("certificates", width=150),
            self.column("employed_on", width=130, text=self._since, muted=True),
            Column(
                "state", translate("Workers", "状态"), 120, lambda row: _state(row, today()), pill=lambda row: _state_kind(row, today())
            ),
        ]

    def _kind(self, row: RecordRow) -> str:
        translate, cells = QCoreApplication.translate, record_of(row).cells
        time = translate("Workers", "专职") if cells["full_time"] == "1" else translate("Workers", "兼职")
        return f"{time} · " + translate("Workers", "城市在编") if cells["urban_roster"] == "1" else time

    def _since(self, row: RecordRow) -> str:
        text = record_of(row).cells.get("employed_on")
        return day_words(date.fromisoformat(text), self._ws.clock.today()) if text else ""


def _born(row: RecordRow) -> str:
    born = record_of(row).cells.get("birth_date")
    return QCoreApplication.translate("Workers", "{year} 年生").format(year=born[:4]) if born else ""


def _state(row: RecordRow, today: date) -> str:
    translate = QCoreApplication.translate
    words = {WORKING: translate("Workers", "在岗"), AWAY: translate("Workers", "休假"), GONE: translate("Workers", "已离职")}
    return words[standing(record_of(row), today)]


def _state_kind(row: RecordRow, today: date) -> Kind | str:
    """A pill only for what is out of the ordinary."""
    return "" if standing(record_of(row), today) == WORKING else "neutral"


class WorkersView(RegisterView):
    """Opens on those who have not left; a change of the post asks from which day it holds."""

    ask_post: AskPost = staticmethod(ask_post)

    def make_columns(self) -> RegisterColumns:
        """Workers show more than their columns."""
        return WorkerColumns(self.ws, self.info)

    def filters(self) -> Filters:
        """Who is at work, on leave, gone."""
        states = [("", self.tr("在岗和休假")), (AWAY, self.tr("休假")), (GONE, self.tr("已离职")), ("all", self.tr("全部"))]
        return {"state": (self.tr("状态"), states)}

    def keeps(self, row: RecordRow) -> bool:
        """Whether a row passes the filter."""
        wanted, state = self.list.bar.value("state"), standing(record_of(row), self.ws.clock.today())
        return wanted in ("all", state) or (not wanted and state != GONE)

    def new_values(self) -> dict[str, str]:
        """Most are full-time."""
        return {"full_time": "1", "urban_roster": "0"}

    def keep(self, values: dict[str, str], record: bytes | None) -> RowSaved | None:
        """Save; a post that differs changed on a day, or was wrong before."""
        before = self._record
        if record is None or before is None or all(before.cells[key] == values[key] for key in _POST):
            return super().keep(values, record)
        began = date.fromisoformat(before.cells["employed_on"] or self.ws.clock.today().isoformat())
        answer = self.ask_post(self, values["full_name"], self.ws.clock.today(), began)
        if answer is None:
            return None
        return self.ws.records.save(self.register, values, record, correction=answer.since is None, since=answer.since)

    def show_worker(self, worker_id: bytes) -> None:
        """The card of one worker, as when another view points here."""
        row = next((record_of(each) for each in self.ws.records.list(self.register) if record_of(each).id == worker_id), None)
        if row is not None:
            self.show_card(row)

    def card_parts(self, card: RecordCard) -> Sequence[QWidget]:
        """The courses that somebody took, with results and certificate numbers; rows that are or may be the same person."""
        taken = self.ws.training.courses_of(card.row.id)
        courses = lines_card(self.tr("参加过的培训"), [self._course(each) for each in taken] or [self.tr("还没有")])
        namesakes = self.ws.same_person.namesakes(card.row.id)
        return [courses, self._namesakes(card.row, namesakes)] if namesakes else [courses]

    def _namesakes(self, row: RecordRow, namesakes: Sequence[Namesake]) -> QWidget:
        card = Card(self.tr("同名、同出生日期的登记"))
        for each in namesakes:
            name = " · ".join(
                (each.full_name, self.tr("{year} 年生").format(year=each.birth_year or "?"), each.post, each.unit_name, each.ref)
            )
            card.add(text_label(name, wrap=True))
            if each.same:
                why = self.tr("身份证号相同") if each.by_number else self.tr("已确认是同一个人")
                card.add(text_label(self.tr("{why}，各项人数只算一次。").format(why=why), "secondary", wrap=True))
            elif self.writable:
                card.add(_link(self.tr("核对过了，是同一个人"), partial(self._confirm, row, each)))
        if self.writable and any(each.same and not each.by_number for each in namesakes):
            card.add(_link(self.tr("不是同一个人，分开计算"), partial(self._part, row)))
        return card

    def _confirm(self, row: RecordRow, other: Namesake) -> None:
        self._decide(row, partial(self.ws.same_person.confirm, row.id, other.worker_id), self.tr("已确认是同一个人，各项人数只算一次"))

    def _part(self, row: RecordRow) -> None:
        self._decide(row, partial(self.ws.same_person.part, row.id), self.tr("不再算作同一个人"))

    def _decide(self, row: RecordRow, decide: Callable[[], None], words: str) -> None:
        try:
            decide()
        except KnownError as error:
            self.fault(error)
            return
        self.said.emit(words, True)
        self.show_card(row)
        self._hub.records_changed.emit(self)

    def _course(self, taken: CourseTaken) -> str:
        number = self.tr("证书 {number}").format(number=taken.certificate_no) if taken.certificate_no else ""
        counts = "" if taken.recognised else self.tr("不计入覆盖率")
        day = day_words(taken.ends_on, self.ws.clock.today())
        return " · ".join(part for part in (day, taken.title, label(taken.result) if taken.result else "", number, counts) if part)


def _link(words: str, clicked: Callable[[], None]) -> QHBoxLayout:
    link = LinkButton(words, act=clicked)
    return spread(link, None)
