"""The button that shows the whole telephone numbers of one person, and masks them again."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kashi_desktop.types.results import ElderCard
from ui.shared.buttons import SecondaryButton
from ui.shared.words import mask_phone


class PhoneReveal(SecondaryButton):
    """Numbers are masked for each person anew; to show them is written to the audit log before they are seen."""

    turned = Signal()
    """The numbers are to be written anew."""

    def __init__(self, note: Callable[[bytes], None], parent: QWidget | None = None) -> None:
        """``note`` logs that the numbers of an elder are shown."""
        super().__init__(self.tr("显示电话"), "F7", parent=parent)
        self._note = note
        self._elder: ElderCard | None = None
        self._whole = False
        self.hide()
        self.clicked.connect(self._turn)

    def begin(self, elder: ElderCard) -> None:
        """Whose numbers they are; masked, and without a button where there are none."""
        self._elder = elder
        self._set(whole=False)
        self.setVisible(bool(elder.phone or elder.contact_phone))

    def words(self, phone: str) -> str:
        """A number as it may be seen now."""
        return phone if self._whole else mask_phone(phone)

    def _set(self, *, whole: bool) -> None:
        self._whole = whole
        self.setText(self.tr("遮住电话") if whole else self.tr("显示电话"))

    def _turn(self) -> None:
        if self._elder is None:
            return
        if not self._whole:
            self._note(self._elder.id)
        self._set(whole=not self._whole)
        self.turned.emit()
