"""The recovery code: shown once, and printed or copied by hand before it is hidden."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kashi_desktop.errors import KnownError
from ui.shared import theme
from ui.shared.background import run
from ui.shared.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.shared.feedback import ReasonedSave
from ui.shared.file_dialogs import ask_save
from ui.shared.inputs import ErrorLine
from ui.shared.layouts import spread
from ui.shared.messages import sentence
from ui.shared.surfaces import Card, hairline, text_label

AskPath = Callable[[QWidget, str], Path | None]
PrintSheet = Callable[[Path], object]
OpenFile = Callable[[Path], object]


def ask_pdf_path(parent: QWidget, name: str) -> Path | None:
    """Where a PDF shall be kept; None when the person changed their mind."""
    caption = QCoreApplication.translate("FileDialogs", "保存恢复单")
    return ask_save(parent, caption, name, "PDF (*.pdf)")


def open_with_desktop(path: Path) -> None:
    """Show a file in the desktop's own viewer, where it is printed."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class RecoveryPage(Card):
    """Shows the code until the person says that it is on paper, or puts that off."""

    on_paper = Signal()
    put_off = Signal()

    def __init__(
        self,
        code: str,
        print_sheet: PrintSheet,
        ask_path: AskPath = ask_pdf_path,
        open_file: OpenFile = open_with_desktop,
        *,
        with_key: bool = False,
        invited: bool = False,
        later: str = "",
    ) -> None:
        """``print_sheet(path)`` writes the PDF in the background; ``with_key``: it also carries an office's key that stands nowhere else.

        ``later`` says what becomes of it when it is put off.
        """
        super().__init__(margin=24)
        self._print_sheet, self._ask_path = print_sheet, ask_path
        self._open_file, self._must_print = open_file, with_key
        self.body.setSpacing(theme.px(14))
        self.add(text_label(self.tr("收好恢复单"), "title"))
        alone = self.tr("忘了口令时，只有这组恢复码能打开资料，县里没有第二份。请打印或抄下来，锁进抽屉，不要拍照、不要发微信。")
        with_county = self.tr("忘了口令时，用这组恢复码打开资料。请打印或抄下来，锁进抽屉，不要拍照、不要发微信。")
        self.add(text_label(with_county if invited else alone, "muted", wrap=True))
        self._code_part(code)
        if with_key:
            words = self.tr("纸上还有一把“恢复密钥”：电脑坏了或被盗，靠它换新钥匙、打开各单位送来的包。它只打印这一次，程序里不再保留。")
            self.add(text_label(words, "warning", wrap=True))
        self.body.addStretch(1)
        self.add(hairline())
        self.later = LinkButton(later or self.tr("先用着，下次启动再问"), quiet=True, act=self.put_off)
        self.go_on = ReasonedSave(PrimaryButton(self.tr("已在纸上，下一步"), "Ctrl+Return"), act=self.on_paper)
        self.add(spread(self.later, (self.go_on, 1)))
        self._judge()

    def _code_part(self, code: str) -> None:
        frame = Card(margin=20)
        frame.setProperty("surface", "notice")
        words = text_label(code, "code", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(self.tr("恢复码 {code}").format(code=code))
        frame.add(words)
        self.add(frame)
        self.print_button = SecondaryButton(self.tr("存成 PDF 并打印……"), "Ctrl+P", "printer", act=self._print)
        self._told = text_label("", "good")
        self._fault = ErrorLine()
        self.add(spread(self.print_button, (self._told, 1), spacing=12))
        self.add(self._fault)

    def show_fingerprint(self, fingerprint: str, hint: str, office: bool) -> None:
        """Show the digits of this computer, or of the ``office``, with what they are for."""
        place = self.body.count() - 3  # before the stretch, the line and the buttons
        digits = text_label(fingerprint, "figure")
        digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        heading = text_label(self.tr("本单位的指纹") if office else self.tr("这台电脑的指纹"), "section")
        for part in (text_label(hint, "secondary", wrap=True), digits, heading, hairline()):
            self.body.insertWidget(place, part)

    def _print(self) -> None:
        path = self._ask_path(self, self.tr("恢复单.pdf"))
        if path is None:
            return
        self._fault.clear_error()
        self.print_button.setEnabled(False)
        run(self, lambda: self._print_sheet(path), lambda _result: self._printed(path), self._failed)

    def _printed(self, path: Path) -> None:
        self.print_button.setEnabled(True)
        self._told.setText(self.tr("已存：{name}。打印后请删掉这个文件").format(name=path.name))
        self._must_print = False
        self._judge()
        self.go_on.button.stand_by()
        self._open_file(path)

    def _failed(self, error: KnownError) -> None:
        self.print_button.setEnabled(True)
        self._fault.show_error(sentence(error))

    def _judge(self) -> None:
        self.go_on.set_reasons([self.tr("先存成 PDF 并打印") if self._must_print else ""])
