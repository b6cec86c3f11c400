"""Units as a register: their names come with packages and tables, what they are from which day on is said here."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from db.codes import UnitKind, UnitLevel, UrbanRuralClass
from kashi_desktop.errors import KnownError
from kashi_desktop.types.faults import faults_of
from kashi_desktop.types.inputs import UnitStateInput
from kashi_desktop.types.records import RecordCard, RecordRow
from kashi_desktop.types.results import UnitState
from ui.registers.record_card import lines_card
from ui.registers.record_table import record_of
from ui.registers.register_view import FORM, RegisterView
from ui.shared.form_fields import FormField
from ui.shared.messages import label as code_label
from ui.shared.messages import sentence
from ui.shared.record_form import RecordForm
from ui.shared.widgets import Card, PrimaryButton, text_label

if TYPE_CHECKING:
    from pydantic import ValidationError


class UnitsView(RegisterView):
    """The list of places; Enter changes what a village or community is from a day on, where this office may."""

    def _build(self) -> None:
        super()._build()
        self._may = self.ws.records.may_write("unit_state") and self.ws.office.level is UnitLevel.COUNTY
        self.change = PrimaryButton(self.tr("从某天起变更"), "Ctrl+D")
        self.change.clicked.connect(lambda: self.show_state(self._record) if self._record else None)
        self.card.add_action(self.change)
        self.change.setVisible(self._may)

    def open_row(self, row: Any) -> None:
        """Enter shows the place; the change is one key further."""
        self.show_card(record_of(row))

    def show_card(self, row: RecordRow) -> None:
        """What the place was from which day on, and the versions."""
        super().show_card(row)
        village = row.cells.get("level") == UnitLevel.VILLAGE.value
        self.change.setVisible(self._may and village)
        if self.change.isVisible():
            self.change.setFocus()

    def card_parts(self, card: RecordCard) -> Sequence[QWidget]:
        """The dated states, newest first."""
        states = self.ws.units.states(card.row.unit_code)
        if not states:
            return ()
        return (lines_card(self.tr("从哪天起是这样"), [self._state_words(each) for each in reversed(states)]),)

    def _state_words(self, state: UnitState) -> str:
        since = self.tr("{day} 起").format(day=state.since) if state.since.year > 1900 else self.tr("以前")
        urban = {True: self.tr("按城市社区算"), False: self.tr("不按城市社区算"), None: ""}[state.urban_override]
        named = [code_label(each) for each in (state.kind, state.urban_rural_class) if each]
        parts = [*named, self.tr("在用") if state.active else self.tr("已撤并"), urban, state.reason]
        return f"{since}：{'，'.join(part for part in parts if part)}"

    # -- the change ----------------------------------------------------------------------------------------------------

    def show_state(self, row: RecordRow) -> None:
        """What the place is from a day on, with the reason."""
        if self.form is None:
            self.form = RecordForm(self._fields(), self.ws.clock.today)
            self.form.keep_drafts(self.ws.drafts, "unit_state")
            self.form.save_wanted.connect(self._save)
            self.form.cancelled.connect(lambda: self.show_card(self._record) if self._record else self.show_list())
            holder = self.stack.widget(FORM)
            if isinstance(holder, Card):
                words = self.tr("变更从所填日期起算，以前的月份仍按当时的情况计算。")
                holder.add(text_label(words, "secondary", wrap=True))
                holder.add(self.form, 1)
        states = self.ws.units.states(row.unit_code)
        override = states[-1].urban_override if states else None
        values = {key: row.cells.get(key) or "" for key in ("kind", "urban_rural_class", "active")}
        values |= {"since": self.ws.clock.today().isoformat(), "urban_override": {True: "1", False: "0", None: ""}[override]}
        self._record = row
        self.form.open_record(row.id, values)
        self.stack.setCurrentIndex(FORM)
        self.heading_changed.emit()
        self.form.first_field().setFocus()

    def _fields(self) -> tuple[FormField, ...]:
        kinds = tuple((each.value, code_label(each)) for each in UnitKind)
        classes = tuple((each.value, f"{each.value} {code_label(each)}") for each in UrbanRuralClass)
        active = (("1", self.tr("在用")), ("0", self.tr("已撤并")))
        urban = (("1", self.tr("按城市社区算")), ("0", self.tr("不按城市社区算")))
        rule = self.tr("不填就按类别和城乡分类判断；县里另有认定时才选，并写明理由")
        return (
            FormField("since", self.tr("从哪天起"), "date", required=True),
            FormField("kind", self.tr("类别"), "code", choices=kinds),
            FormField("urban_rural_class", self.tr("城乡分类"), "code", choices=classes),
            FormField("active", self.tr("状态"), "code", required=True, choices=active),
            FormField("urban_override", self.tr("县里的认定"), "code", choices=urban, help=rule, placeholder=self.tr("按规则判断")),
            FormField("reason", self.tr("理由"), "text", required=True, limit=100, span=3),
        )

    def _save(self, values: dict[str, str]) -> None:
        from pydantic import ValidationError  # late: the services load after the first window

        row, form = self._record, self.form
        if row is None or form is None:
            return
        typed = {key: value for key, value in values.items() if value}
        flags = {key: {"1": True, "0": False}[typed[key]] for key in ("active", "urban_override") if key in typed}
        try:
            state = UnitStateInput.model_validate_json(json.dumps(typed | flags))
            self.ws.units.set_state(row.unit_code, state)
        except ValidationError as error:
            form.show_faults(_told(error))
            return
        except KnownError as error:
            form.show_faults([("", sentence(error))])
            return
        form.mark_saved()
        self.said.emit(self.tr("已变更 {name}").format(name=row.unit_name), True)
        self._keep = row.id
        self.show_list()
        self._hub.records_changed.emit(self)


def _told(error: "ValidationError") -> list[tuple[str, str]]:
    return [(each.column, sentence(each)) for each in faults_of(error)]
