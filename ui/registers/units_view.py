"""Units as a register: their names come with packages and tables, what they are from which day on is said here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from db.codes import UnitLevel
from kashi_desktop.types.inputs import UnitStateInput
from kashi_desktop.types.records import RecordCard, RecordRow, RowSaved
from kashi_desktop.types.results import UnitState
from ui.registers.fields import form_fields
from ui.registers.record_card import lines_card
from ui.registers.record_entry import RecordEntry
from ui.registers.record_table import record_of
from ui.registers.register_view import RegisterView
from ui.shared.form_fields import FormField
from ui.shared.messages import label as code_label
from ui.shared.questions import LONGEST_REASON
from ui.shared.widgets import PrimaryButton, text_label


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

    def make_entry(self) -> RecordEntry:
        """What a place is from a day on, with the reason."""
        entry = RecordEntry(self.ws, replace(self.info, name="unit_state"), self._set_state, self._state_fields())
        words = self.tr("变更从所填日期起算，以前的月份仍按当时的情况计算。")
        entry.add(text_label(words, "secondary", wrap=True))
        return entry

    def show_state(self, row: RecordRow) -> None:
        """What the place is from a day on; the way back leads to its card."""
        states = self.ws.units.states(row.unit_code)
        override = states[-1].urban_override if states else None
        own = {"since": self.ws.clock.today().isoformat(), "urban_override": {True: "1", False: "0", None: ""}[override]}
        self._record = row
        self._open_form(row.id, {**row.cells, **own})

    def leave_form(self) -> None:
        """Back to the card of the place."""
        if self._record:
            self.show_card(self._record)

    def _state_fields(self) -> tuple[FormField, ...]:
        known = {field.key: field for field in form_fields(self.info)}
        classes = tuple((value, f"{value} {words}") for value, words in known["urban_rural_class"].choices)
        active = (("1", self.tr("在用")), ("0", self.tr("已撤并")))
        urban = (("1", self.tr("按城市社区算")), ("0", self.tr("不按城市社区算")))
        rule = self.tr("不填就按类别和城乡分类判断；县里另有认定时才选，并写明理由")
        return (
            FormField("since", self.tr("从哪天起"), "date", required=True),
            known["kind"],
            replace(known["urban_rural_class"], choices=classes),
            replace(known["active"], kind="code", required=True, choices=active),
            FormField("urban_override", self.tr("县里的认定"), "code", choices=urban, help=rule, placeholder=self.tr("按规则判断")),
            FormField("reason", self.tr("理由"), required=True, limit=LONGEST_REASON, span=3),
        )

    def _set_state(self, values: dict[str, str], record: bytes | None) -> RowSaved | None:
        if self._record is None or record is None:
            return None
        from kashi_desktop.services.records import read_input  # late: the services load after the first window

        self.ws.units.set_state(self._record.unit_code, read_input(UnitStateInput, values))
        return RowSaved(record)

    def _saved(self, saved: RowSaved, new: bool) -> None:
        self._settled(self.tr("已变更 {name}").format(name=self._record.unit_name if self._record else ""), saved)
