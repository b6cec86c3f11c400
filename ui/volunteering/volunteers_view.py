"""志愿者 as a register that knows what each gave, by number and never in an order of hours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kashi_desktop.types.records import RecordCard, RecordRow
from kashi_desktop.types.volunteering import Served, VolunteerRow
from ui.registers.columns import RegisterColumns
from ui.registers.record_card import lines_card
from ui.registers.register_view import RegisterView
from ui.shared.filter_bar import Filters
from ui.shared.table import Column
from ui.shared.widgets import SecondaryButton
from ui.shared.words import day_words
from ui.volunteering import settings
from ui.volunteering.words import hours, star_words

ADULT_AGE = 18


@dataclass(frozen=True, slots=True)
class VolunteerLine:
    """One volunteer with what was given so far."""

    record: RecordRow
    given: VolunteerRow


class VolunteerColumns(RegisterColumns):
    """Who, with what skills, and the hours; nobody is put in an order by them."""

    def own(self) -> Sequence[Column]:
        """What is known, and what was given."""
        translate = QCoreApplication.translate
        return [
            self.column("full_name", width=290, bold=True, secondary=_born),
            self.column("ref", width=100, muted=True),
            self.column("phone", width=120, muted=True),
            self.column("skills", width=150, muted=True),
            Column("times", translate("Volunteers", "次数"), 70, _times, sortable=False, export=lambda row: row.given.times),
            _figure("year", translate("Volunteers", "今年（小时）"), 110, lambda row: row.given.hours_this_year),
            _figure("all", translate("Volunteers", "累计（小时）"), 170, lambda row: row.given.hours, _stars),
        ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _figure(
    key: str, title: str, width: int, figure: Callable[[VolunteerLine], Decimal], more: Callable[[VolunteerLine], str] | None = None
) -> Column:
    def words(row: VolunteerLine) -> str:
        return hours(figure(row)) if figure(row) else "—"

    return Column(key, title, width, words, secondary=more, sortable=False, export=figure)


def _born(row: VolunteerLine) -> str:
    translate = QCoreApplication.translate
    words = translate("Volunteers", "{year} 年生").format(year=row.given.birth_year)
    return f"{words} · " + translate("Volunteers", "未成年") if row.given.minor else words


def _times(row: VolunteerLine) -> str:
    return str(row.given.times) if row.given.times else "—"


def _stars(row: VolunteerLine) -> str:
    return star_words(row.given.stars) if settings.shows_stars() else ""


class VolunteersView(RegisterView):
    """Volunteers in the order of their numbers; Ctrl+P makes a certificate once somebody prints it."""

    certificate_wanted = Signal(object)
    """The ``VolunteerRow`` of whom it is about."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """As any register, with stars that can be shown."""
        super().__init__(*arguments, **named)
        self.stars = QCheckBox(self.tr("显示星级"))
        self.stars.setToolTip(self.tr("累计 100、300、600、1000、1500 小时为一到五星；只是感谢，不排名次"))
        self.stars.setChecked(settings.shows_stars())
        self.stars.toggled.connect(self._toggle_stars)
        self.certificate_button = SecondaryButton(self.tr("开证明"), "Ctrl+P", icon="printer", compact=True, act=self._certify)
        self.certificate_button.hide()
        for part in (self.stars, self.certificate_button):
            self.list.add_button(part)
        self.entry.changed.connect(self._ask_guardian)

    def offer_printing(self) -> None:
        """Show the button for certificates."""
        self.certificate_button.show()

    def make_columns(self) -> RegisterColumns:
        """Volunteers show more than their columns."""
        return VolunteerColumns(self.ws, self.info)

    def fetch_rows(self) -> Sequence[VolunteerLine]:
        """Rows with what was given so far."""
        given = {each.id: each for each in self.ws.volunteering.volunteers()}
        return [VolunteerLine(row, given[row.id]) for row in self.ws.records.list(self.register) if row.id in given]

    def filters(self) -> Filters:
        """None: volunteers are few."""
        return {}

    def new_values(self) -> dict[str, str]:
        """Somebody who registers today."""
        return {"registered_on": self.ws.clock.today().isoformat()}

    def _open_form(self, key: object, values: Mapping[str, str | None]) -> None:
        super()._open_form(key, values)
        self._ask_guardian("birth_date")

    def _ask_guardian(self, key: str) -> None:
        """The guardian is asked for only while somebody is under age."""
        form = self.form
        if form is None or key not in ("birth_date", "registered_on"):
            return
        born, day = _day(form.value("birth_date")), _day(form.value("registered_on")) or self.ws.clock.today()
        # As the service counts: years are completed on the birthday.
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else ADULT_AGE
        form.set_shown("guardian_consent", years < ADULT_AGE)

    def card_parts(self, card: RecordCard) -> Sequence[QWidget]:
        """What somebody did, the newest first."""
        served = self.ws.volunteering.served(card.row.id)
        return [lines_card(self.tr("服务经历"), [self._service(each) for each in reversed(served)] or [self.tr("还没有")])]

    def _service(self, served: Served) -> str:
        day = day_words(served.starts_at.date(), self.ws.clock.today())
        verified = self.tr("{name} 核实").format(name=served.verified_by) if served.verified_by else ""
        return " · ".join(part for part in (day, served.title, self.tr("{n} 小时").format(n=hours(served.hours)), verified) if part)

    def _toggle_stars(self, on: bool) -> None:
        settings.show_stars(on)
        self.list.show_rows(self.list.rows(), None)

    def _certify(self) -> None:
        row: VolunteerLine | None = self.list.current()
        if row is not None:
            self.certificate_wanted.emit(row.given)
