"""What has to be said before a certificate is printed; the ID number is typed for this one paper and kept nowhere."""

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.shared.questions import Question
from ui.shared.widgets import DateEdit, TextInput, text_label


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers; ``id_number`` stays out of ``repr``."""

    first: date
    last: date
    handler: str
    contact: str
    id_number: str = field(default="", repr=False)


class CertificateQuestion(Question):
    """Period, who handles it, whom to call, and the ID number."""

    def __init__(self, parent: QWidget, name: str, today: date, handler: str, contact: str) -> None:
        """The present year until today at first."""
        translate = QCoreApplication.translate
        title = translate("CertificateQuestion", "给 {name} 开服务证明").format(name=name)
        words = translate("CertificateQuestion", "谁记录、谁证明：这段时间里的每次服务都会列在证明上。")
        super().__init__(parent, title, words, translate("CertificateQuestion", "开证明"))
        self.first = DateEdit(translate("CertificateQuestion", "从哪天"), lambda: today, past=True, required=True)
        self.last = DateEdit(translate("CertificateQuestion", "到哪天"), lambda: today, past=True, required=True)
        self.first.set_date(date(today.year, 1, 1))
        self.last.set_date(today)
        self.handler = TextInput(translate("CertificateQuestion", "经办人"))
        self.handler.setText(handler)
        self.contact = TextInput(translate("CertificateQuestion", "联系电话"), translate("CertificateQuestion", "本单位的电话或地址"))
        self.contact.setText(contact)
        self.id_number = TextInput(translate("CertificateQuestion", "身份证号（可不填）"))
        self.id_number.setMaxLength(18)
        for edit in (self.first, self.last):
            edit.changed.connect(self.judge)
        self.add(translate("CertificateQuestion", "从哪天"), self.first, lambda: self.first.problem())
        self.add(translate("CertificateQuestion", "到哪天"), self.last, self._last_problem)
        self.add(translate("CertificateQuestion", "经办人"), self.handler)
        self.add(translate("CertificateQuestion", "联系电话"), self.contact)
        self.add(translate("CertificateQuestion", "身份证号（可不填）"), self.id_number)
        note = translate("CertificateQuestion", "身份证号只印在这张证明上，不保存；不填就留空手写。")
        self._fields.addWidget(text_label(note, "secondary", wrap=True))

    def _last_problem(self) -> str:
        first, last = self.first.date(), self.last.date()
        if first and last and last < first:
            return QCoreApplication.translate("CertificateQuestion", "结束日期早于开始日期")
        return self.last.problem()

    def asked(self) -> Asked | None:
        """What was answered, None while a day is missing."""
        first, last = self.first.date(), self.last.date()
        if first is None or last is None:
            return None
        return Asked(first, last, self.handler.text().strip(), self.contact.text().strip(), self.id_number.text().strip())


def ask_certificate(parent: QWidget, name: str, today: date, handler: str, contact: str) -> Asked | None:
    """What a certificate needs; None when the person changed their mind."""
    question = CertificateQuestion(parent, name, today, handler, contact)
    return question.asked() if question.answered() else None
