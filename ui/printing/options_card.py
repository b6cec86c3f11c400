"""What can be chosen for a document: the village, the month, the records, and what is typed for this one print."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.codes import UnitLevel
from kashi_desktop.types.paper import VolunteerCertificateSheet
from kashi_desktop.types.printing import DOCUMENTS, Document, PrintRequest
from kashi_desktop.workspace import Workspace
from ui.printing.finding import finder
from ui.printing.picker import RecordPicker
from ui.printing.words import THIS_MONTH, help_of, pick_words, title_of
from ui.shared.inputs import Choice, Field, TextInput
from ui.shared.months import month_of, recent_months
from ui.shared.unit_inputs import UnitInput
from ui.shared.widgets import Card, text_label

_ID_LENGTH = 18
_CONTACT = ("subject-copy", "volunteer-certificate")
"""Documents that say where to ask."""


class OptionsCard(Card):
    """Shows the fields that the chosen document takes; ``request`` is what they say."""

    changed = Signal()

    def __init__(self, ws: Workspace) -> None:
        """Nothing is chosen until ``show_document``."""
        super().__init__()
        self._ws = ws
        self._kind: Document = next(iter(DOCUMENTS.values()))
        self._records: tuple[bytes, ...] = ()
        self._refs: tuple[str, ...] = ()
        self._certificate: VolunteerCertificateSheet | None = None
        self.show_header()
        self.purpose = text_label("", "secondary", wrap=True)
        self.add(self.purpose)
        self.unit = UnitInput(self.tr("村（社区）"))
        self.month = Choice(self.tr("月份"))
        self.blanks = Choice(self.tr("另加空白表"), [(str(n), self.tr("{n} 份").format(n=n)) for n in (0, 2, 4, 10, 20, 40)])
        self.contact = TextInput(self.tr("联系方式"), self.tr("单位的电话或地址"))
        self.id_number = TextInput(self.tr("身份证号"), self.tr("只印在纸上，不保存；可以留空手写"))
        self.id_number.setMaxLength(_ID_LENGTH)
        self.picker = RecordPicker()
        self.fields = {
            "unit": Field(self.tr("村（社区）"), self.unit),
            "month": Field(self.tr("月份"), self.month),
            "blanks": Field(self.tr("另加空白表"), self.blanks),
            "contact": Field(self.tr("联系方式"), self.contact),
            "id_number": Field(self.tr("身份证号"), self.id_number),
        }
        for field in self.fields.values():
            self.add(field)
        self.add(self.picker, 1)
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.add(self._rest, 1)
        self.blanks.set_value("0")
        self.unit.editingFinished.connect(self._unit_changed)
        self.month.changed.connect(lambda _value: self.changed.emit())
        self.blanks.changed.connect(lambda _value: self.changed.emit())
        self.contact.textChanged.connect(lambda _text: self.changed.emit())
        self.id_number.textChanged.connect(lambda _text: self.changed.emit())
        self.picker.changed.connect(self._picked)

    def set_units(self, units: Sequence[tuple[str, str]]) -> None:
        """The villages of a county."""
        self.unit.set_units(units)

    def forget(self) -> None:
        """Let go of what was typed for one print alone."""
        self._certificate = None
        self.id_number.clear()

    @property
    def has_units(self) -> bool:
        """Whether a village has to be or can be named."""
        return self._ws.office.level == UnitLevel.COUNTY

    def show_document(self, document: str, today: date, wanted: PrintRequest | None = None) -> None:
        """Show the fields of a document, filled in by ``wanted``; what is typed for one print alone is let go."""
        kind = self._kind = DOCUMENTS[document]
        self.set_title(title_of(document))
        self.purpose.setText(help_of(document))
        self.blockSignals(True)
        self._records, self._refs = (wanted.records, wanted.refs) if wanted else ((), ())
        self._certificate = wanted.certificate if wanted else None
        if wanted and wanted.unit:
            self.unit.set_value(wanted.unit)
        self._offer_months(today, wanted.period if wanted else "")
        self.id_number.clear()
        if wanted:
            self.blanks.set_value(str(wanted.blanks))
        shown = {
            "unit": self.has_units and document not in ("call-list", "data-dictionary"),
            "month": kind.period != "no",
            "blanks": document == "blank-visit-form",
            "contact": document in _CONTACT and self._certificate is None,
            "id_number": document == "volunteer-certificate" and self._certificate is None,
        }
        shown["month"] &= self._certificate is None  # its words were asked for where it comes from
        for key, field in self.fields.items():
            field.setVisible(shown[key])
        self._offer_records()
        self.picker.pick(self._records)
        self.blockSignals(False)

    def _offer_months(self, today: date, period: str) -> None:
        months = recent_months(today)
        if self._kind.key in THIS_MONTH:
            self.month.set_options(months)
            self.month.set_value(period or month_of(today))
        else:
            self.month.set_options([("", self.tr("不限")), *months])
            self.month.set_value(period)

    def _offer_records(self) -> None:
        offered = self._kind.refs_of not in ("", "visit") and (not self._kind.unit or not self.has_units or bool(self.unit_code()))
        self.picker.setVisible(offered)
        self._rest.setVisible(not offered)
        if offered:
            what = pick_words(self._kind.refs_of)
            self.picker.offer(finder(self._ws, self._kind.refs_of, self.unit_code()), what, self._kind.several)

    def _unit_changed(self) -> None:
        self._records, self._refs = (), ()
        self._offer_records()
        self.changed.emit()

    def _picked(self) -> None:
        self._records, self._refs = self.picker.picked(), ()
        if self._certificate is not None:  # another person is meant: ask for the words here
            self._certificate = None
            for key in ("month", "contact", "id_number"):
                self.fields[key].show()
        self.changed.emit()

    def unit_code(self) -> str:
        """The code of the village that is named, empty for the office's own place or an unknown name."""
        return self.unit.value() if self.has_units and not self.unit.problem() else ""

    def request(self) -> PrintRequest:
        """What the fields say."""
        kind = self._kind
        if self._certificate is not None:
            return PrintRequest(kind.key, certificate=self._certificate)
        one = len(self._records or self._refs) == 1
        return PrintRequest(
            kind.key,
            "" if kind.key in ("call-list", "data-dictionary") else self.unit_code(),
            self._refs,
            self.month.value() if kind.period != "no" else "",
            self._records,
            int(self.blanks.value() or 0) if kind.key == "blank-visit-form" else 0,
            self.contact.text().strip() if kind.key in _CONTACT else "",
            self.id_number.text().strip() if kind.key == "volunteer-certificate" and one else "",
        )
