"""Two groups of the recovery code, typed from the paper: that it was printed is shown by reading it, not by a tick."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from kashi_desktop.errors import KnownError
from ui.shared import theme
from ui.shared.background import run
from ui.shared.buttons import LinkButton, PrimaryButton
from ui.shared.feedback import ReasonedSave
from ui.shared.inputs import ErrorLine, Field, TextInput
from ui.shared.layouts import spread
from ui.shared.messages import sentence
from ui.shared.surfaces import Card, hairline, text_label

GROUP = 5
"""So many letters and digits stand in a group."""

Check = Callable[[Sequence[str]], object]


class SheetQuestion(Card):
    """Asks for two groups of the sheet; it can be put off, and there is one ``other`` way."""

    confirmed = Signal()
    put_off = Signal()
    other_wanted = Signal()

    def __init__(self, groups: Sequence[int], check: Check, other: str, later: str = "") -> None:
        """``check(typed)`` keeps the answer in the background; ``other`` are the words of the other way, ``later`` of putting it off."""
        super().__init__(margin=24)
        self._check = check
        self.body.setSpacing(theme.px(14))
        self.add(text_label(self.tr("照纸上确认恢复单"), "title"))
        words = self.tr(
            "请拿起打印（或抄好）的恢复单，照纸上输入恢复码的第 {first} 组和第 {second} 组。输对了，就说明忘了口令时它真能打开资料。"
        )
        self.add(text_label(words.format(first=groups[0], second=groups[1]), "muted", wrap=True))
        self.fields = tuple(TextInput(self.tr("第 {n} 组").format(n=number)) for number in groups)
        for field in self.fields:
            field.setMaxLength(GROUP * 3)  # room for blanks
            field.setProperty("look", "code")
            field.textChanged.connect(self._judge)
        self.add(spread(*(Field(each.accessibleName(), each) for each in self.fields), None, spacing=16))
        self._fault = ErrorLine()
        self.add(self._fault)
        self.add(text_label(self.tr("输对后请把恢复单装进信封，锁进柜子，和电脑分开放；存在电脑里的 PDF 请删掉。"), "secondary", wrap=True))
        self.body.addStretch(1)
        self.add(hairline())
        self.other = LinkButton(other, quiet=True, act=self.other_wanted)
        self.later = LinkButton(later or self.tr("下次启动再问"), quiet=True, act=self.put_off)
        self.go_on = ReasonedSave(PrimaryButton(self.tr("确认收好"), "Ctrl+Return"), act=self._answer)
        self.add(spread(self.later, self.other, (self.go_on, 1)))
        self.setFocusProxy(self.fields[0])
        self._judge()

    def _judge(self, _text: str = "") -> None:
        short = any(sum(map(str.isalnum, each.text())) < GROUP for each in self.fields)
        self.go_on.set_reasons([self.tr("每组 {n} 个字母或数字").format(n=GROUP) if short else ""])
        self._fault.clear_error()

    def _answer(self) -> None:
        typed = [each.text() for each in self.fields]
        self.go_on.set_busy(True)
        run(self, lambda: self._check(typed), lambda _done: self.confirmed.emit(), self._failed)

    def _failed(self, error: KnownError) -> None:
        self.go_on.set_busy(False)
        self._fault.show_error(sentence(error))
        self.fields[0].setFocus()
        self.fields[0].selectAll()
