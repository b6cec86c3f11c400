"""Whether a worker's post changed on a day, or was entered wrongly before: past months count what was true then."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.shared.questions import Question
from ui.shared.widgets import DateEdit, SegmentedRow

CHANGED, WRONG = "changed", "wrong"


@dataclass(frozen=True, slots=True)
class PostAnswer:
    """``since`` is the day of the change, None when what stood there was wrong."""

    since: date | None


class PostQuestion(Question):
    """A change from a day on (today at first), or a correction."""

    def __init__(self, parent: QWidget, name: str, today: date, earliest: date) -> None:
        """``earliest`` is the day on which the post began."""
        translate = QCoreApplication.translate
        words = translate(
            "PostQuestion",
            "{name} 的“专职”或“城市社区在编”和以前不一样。岗位变动从那天起算，以前的月份不变；填错了就连以前一起改正。",
        ).format(name=name)
        super().__init__(parent, translate("PostQuestion", "岗位变动，还是以前填错了？"), words, translate("PostQuestion", "保存"))
        self._today, self._earliest = today, earliest
        options = [(CHANGED, translate("PostQuestion", "从某天起变动")), (WRONG, translate("PostQuestion", "以前填错了"))]
        self.kind = SegmentedRow(translate("PostQuestion", "哪一种"), options, first=1)
        self.day = DateEdit(translate("PostQuestion", "从哪天起"), lambda: today, past=True, required=True)
        self.day.set_date(today)
        self.kind.changed.connect(self._chosen)
        self.day.changed.connect(self.judge)
        self.add(translate("PostQuestion", "哪一种"), self.kind)
        self.add(translate("PostQuestion", "从哪天起"), self.day, self._problem)

    def _chosen(self, kind: str) -> None:
        self.day.setEnabled(kind == CHANGED)
        self.judge()

    def _problem(self) -> str:
        day, translate = self.day.date(), QCoreApplication.translate
        if self.kind.value() == WRONG:
            return ""
        if day is None:
            return self.day.problem()
        if day > self._today:
            return translate("PostQuestion", "这一天还没有到")
        return translate("PostQuestion", "早于入职日期") if day < self._earliest else ""

    def answer(self) -> PostAnswer:
        """What was chosen."""
        return PostAnswer(self.day.date() if self.kind.value() == CHANGED else None)


def ask_post(parent: QWidget, name: str, today: date, earliest: date) -> PostAnswer | None:
    """How a changed post is meant; None when the person changed their mind."""
    question = PostQuestion(parent, name, today, earliest)
    return question.answer() if question.answered() else None
