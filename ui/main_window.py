"""The main window: sidebar, top bar, pages made when first shown; no business word of its own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.workspace import Workspace
from ui.pages import PageSpec, pages_of
from ui.shared.background import run, wait_for_all
from ui.shared.brand import window_icon
from ui.shared.buttons import ButtonGuard, KeyButton, key_words
from ui.shared.changes import changes
from ui.shared.finder import Hit
from ui.shared.form_history import form_of
from ui.shared.help_panel import HelpPanel
from ui.shared.layouts import filled
from ui.shared.messages import sentence
from ui.shared.notices import NoticeBar, Tone
from ui.shared.page import BACK, Page
from ui.shared.scrolling import CurrentStack, ScrollWhenNeeded
from ui.shared.shortcuts import bind
from ui.shared.sidebar import Sidebar
from ui.shared.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kashi_desktop.types.events import Done
    from kashi_desktop.types.results import SheetStanding


IDLE_MINUTES = 15
"""After so long without a key or a move of the mouse the window locks."""

PAGE_KEYS = (*(f"Ctrl+{n}" for n in range(1, 10)), "Ctrl+0", "Ctrl+Shift+1", "Ctrl+Shift+2")
"""The shortcut of each page in the order of the sidebar; no office has more pages."""


class MainWindow(QMainWindow):
    """Shows the pages of one open workspace; locking or closing keeps every draft."""

    lock_wanted = Signal()
    """Pages are flushed; the program closes the workspace and asks for the passphrase again."""

    painted = Signal()
    """The first page was drawn."""

    def __init__(self, ws: Workspace) -> None:
        """``ws`` is open and stays the program's to close."""
        super().__init__()
        self.ws = ws
        self._all: tuple[PageSpec, ...] = pages_of(ws.office.level)
        self._specs = tuple(spec for spec in self._all if spec.icon)
        self._history: list[str] = []
        self._pages: dict[str, Page] = {}
        self._key = ""
        self._was_painted = False
        self._held: QWidget | None = None
        self._character = "县" if ws.office.level == UnitLevel.COUNTY else "喀"
        self.setWindowTitle(f"{self._name()} · {ws.office.unit_name}")
        self.setWindowIcon(window_icon(self._character))
        self.resize(1366, 768)
        self.setMinimumSize(800, 480)
        self._build()
        self._bind_keys()
        ButtonGuard(self, lambda: self.page(self._key) if self._key else self)
        self._watch_idleness()
        changes(ws).packages_changed.connect(self._show_state)
        self.painted.connect(self._count_elders)
        self.painted.connect(self._count_questions)
        self.painted.connect(self._ask_for_sheet)
        changes(ws).packages_changed.connect(self._count_questions)
        self.show_page(self._specs[0].key)
        self._show_state()

    def _name(self) -> str:
        return self.ws.office.unit_name if self.ws.office.level == UnitLevel.COUNTY else self.tr("社区服务")

    def _build(self) -> None:
        middle = QWidget()
        middle.setProperty("surface", "background")
        row = filled(QHBoxLayout(middle), spacing=0)
        listed = [(s.key, s.title, s.icon) for s in self._specs]
        self.sidebar = Sidebar(self._character, self._name(), listed, PAGE_KEYS)
        line = QFrame()
        line.setProperty("surface", "sidebar_line")
        line.setFixedWidth(1)
        row.addWidget(self.sidebar)
        row.addWidget(line)
        content = filled(QVBoxLayout(), spacing=0, edges=(24, 0, 24, 20))
        self._bars(content)
        self.stack = CurrentStack()
        self._view = ScrollWhenNeeded(self.stack)
        content.addWidget(self._view, 1)
        row.addLayout(content, 1)
        self.setCentralWidget(middle)
        self.help = HelpPanel(middle)  # over the page, so that opening it moves nothing
        self.help.hide()
        self.help.closed.connect(self.toggle_help)
        self.sidebar.chosen.connect(self.show_page)
        self.sidebar.lock_wanted.connect(self.lock)
        self.sidebar.help_wanted.connect(self.toggle_help)

    def _bars(self, content: QVBoxLayout) -> None:
        self.bar = TopBar(self._find_pages, self._find_people)
        self.toast, self.finder = self.bar.toast, self.bar.finder
        self.toast.undo_wanted.connect(self.undo)
        self.finder.chosen.connect(self.go)
        self.finder.left.connect(self._give_keyboard_back)
        content.addWidget(self.bar)
        self.notices = NoticeBar()
        content.addWidget(self.notices)
        for words in self.ws.notices:
            self.notices.tell(QCoreApplication.translate("errors", words), lasting=True)

    def _bind_keys(self) -> None:
        for keys, spec in zip(PAGE_KEYS, self._specs, strict=False):
            bind(self, keys, lambda key=spec.key: self.show_page(key))
        for keys, act in (
            ("Ctrl+K", self._focus_finder),
            ("F1", self.toggle_help),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+H", self.show_changes),
            ("Ctrl+L", self.lock),
        ):
            bind(self, keys, act)

    def page(self, key: str) -> Page:
        """The page of ``key``, made now when it was never shown; an unknown key raises KeyError."""
        if key not in self._pages:
            spec = {each.key: each for each in self._all}[key]
            made = spec.make(self.ws)
            made.heading_changed.connect(self._show_heading)
            made.navigate.connect(self.go)
            made.said.connect(self._say)
            made.noticed.connect(self._notice)
            made.badge_changed.connect(self.sidebar.set_badge)
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        shown = self.page(key)
        before = self._pages.get(self._key)
        if before is not None and before is not shown:
            before.flush()
            self._history = [*self._history[-8:], self._key]
        self._key = key
        self.stack.setCurrentWidget(shown)
        if isinstance(QApplication.focusWidget(), KeyButton):  # Qt takes the first stop of the page
            shown.setFocus()
        self.sidebar.choose(key)
        self._show_heading()
        shown.activated()
        if self.help.isVisible():
            self.help.open_page(shown.help_key())

    def go(self, key: str, argument: object = None) -> None:
        """Bring a page to the front and hand it what to show."""
        if key == BACK:
            key = self._history.pop() if self._history else self._specs[0].key
        if all(spec.key != key for spec in self._all):
            return
        self.show_page(key)
        if argument is not None:
            self.page(key).open(argument)

    def _show_heading(self) -> None:
        shown = self.page(self._key)
        self.bar.show_heading(shown.title(), shown.subtitle(), shown.trailing())

    def _say(self, text: str, undo: bool) -> None:
        self.notices.settle()
        self.toast.tell(text, undo)

    def _notice(self, text: str, tone: Tone) -> None:
        self.notices.tell(text, tone)

    def _find_pages(self, text: str) -> "Sequence[Hit]":
        wanted = text.lower()
        return [Hit(spec.title, spec.icon, spec.key, None) for spec in self._specs if wanted in spec.title or wanted in spec.key]

    def _find_people(self, text: str) -> "Sequence[Hit]":
        from kashi_desktop.services.elders import ElderQuery  # late: not needed before the first search

        found = self.ws.elders.open_list(ElderQuery(text=text))
        rows = self.ws.elders.fetch_page(found, 0)[:8] if found.count else ()
        return [Hit(self._person_words(row.full_name, row.birth_date.year, row.group), "person", "elders", row.id) for row in rows]

    def _person_words(self, name: str, year: int, group: str) -> str:
        return self.tr("{name}　{year} 年生　{group}").format(name=name, year=year, group=group)

    def _focus_finder(self) -> None:
        self._remember_keyboard()
        if self.finder.isHidden():
            self.finder.show()
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.selectAll()

    def toggle_help(self) -> None:
        """Open or close the page's help."""
        if self.help.isVisible():
            self._give_keyboard_back()
            self.help.hide()
        else:
            self._remember_keyboard()
            self._place_help()
            self.help.show()
            self.help.raise_()
            self.help.open_page(self.page(self._key).help_key())
            self.help.take_keyboard()

    def _remember_keyboard(self) -> None:
        held = QApplication.focusWidget()
        if held is not None and self._view.isAncestorOf(held):
            self._held = held

    def _give_keyboard_back(self) -> None:
        """To what had it before the help or the search, or to the page that is there by now."""
        held, shown = self._held, self.page(self._key)
        here = held is not None and isValid(held) and held.isVisible() and shown.isAncestorOf(held)
        (held if here and held is not None else shown).setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_help(self) -> None:
        corner = self._view.mapTo(self.centralWidget(), QPoint(0, 0))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = corner.x() if rtl else corner.x() + self._view.width() - self.help.width()
        self.help.setGeometry(x, corner.y(), self.help.width(), self._view.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the help at the page's end."""
        super().resizeEvent(event)
        if self.help.isVisible():
            self._place_help()

    def undo(self) -> None:
        """Take back the last thing done: a step of the form that has the keyboard, else the last change that was saved, by name."""
        form = form_of(self.focusWidget())
        if form is None or not form.take_back():
            run(self, self.ws.undo.undo, self._undone, self._nothing)

    def redo(self) -> None:
        """Do again what was undone last."""
        form = form_of(self.focusWidget())
        if form is None or not form.bring_back():
            run(self, self.ws.undo.redo, self._redone, self._nothing)

    def _undone(self, done: "Done") -> None:
        if done.refusal:
            further = self.tr("再按一次就撤销它之前的一步。")
            self.toast.tell(done.refused(QCoreApplication.translate) + further, kind="warning")
            return
        words = self.tr("已撤销：{what}").format(what=done.words(QCoreApplication.translate))
        if done.left:
            self.toast.tell(f"{words}　{done.remains(QCoreApplication.translate)}", kind="warning")
        else:
            self.toast.tell(words)
        changes(self.ws).everything(self)

    def _redone(self, done: "Done") -> None:
        if done.refusal:
            self.toast.tell(done.refused(QCoreApplication.translate), kind="warning")
            return
        self.toast.tell(self.tr("已重做：{what}").format(what=done.words(QCoreApplication.translate)))
        changes(self.ws).everything(self)

    def show_changes(self) -> None:
        """List what was changed on this computer, by whom and when."""

        def show(found: "Sequence[Done]") -> None:
            from ui.shared.past_changes import PastChanges  # late: not needed before it is asked for

            PastChanges(self, found).exec()

        run(self, self.ws.undo.changes, show, self._fault)

    def _nothing(self, error: KnownError) -> None:
        if error.code in ("nothing_to_undo", "nothing_to_redo"):
            self.toast.tell(sentence(error), kind="warning")
        else:
            self._fault(error)

    def _fault(self, error: KnownError) -> None:
        self.notices.tell(sentence(error), "danger")

    def _show_state(self, _source: object = None) -> None:
        run(self, self.ws.packages.state, self._state_known, self._fault)

    def _count_elders(self) -> None:
        """The count beside 老人 before anybody has opened the page, which then keeps it."""

        def count() -> int:
            from kashi_desktop.services.elders import ElderQuery

            return self.ws.elders.open_list(ElderQuery()).count

        run(self, count, lambda number: self.sidebar.set_badge("elders", str(number) if number else ""), self._fault)

    def _count_questions(self, _source: object = None) -> None:
        """The count beside 核对: what waits for an answer here, or for a look at the answers."""

        def told(number: int) -> None:
            self.sidebar.set_badge("questions", str(number) if number else "")

        run(self, lambda: self.ws.questions.open_count(), told, self._fault)

    def _ask_for_sheet(self) -> None:
        """One calm line at each start until somebody has confirmed that the recovery sheet is put away."""

        def told(standing: "SheetStanding") -> None:
            if standing.asked:
                self.sidebar.set_badge("settings", "1")
                keys = dict(zip((spec.key for spec in self._specs), PAGE_KEYS, strict=False))["settings"]
                words = self.tr("恢复单还没有确认收好，忘了口令时要靠它打开资料。请在“设置”（{keys}）里照纸上确认；也可以下次启动再办。")
                self.notices.tell(words.format(keys=key_words(keys)))

        run(self, self.ws.recovery.standing, told, self._fault)

    def _state_known(self, state: object) -> None:
        saved = getattr(state, "last_backup", None)
        words = self.tr("{time} 已备份").format(time=f"{saved:%H:%M}") if saved else self.tr("已加密")
        self.sidebar.set_footer(self.ws.office.unit_name, self.ws.account_name, words)

    def _watch_idleness(self) -> None:
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MINUTES * 60_000)
        self._idle.timeout.connect(self.lock)
        self._idle.start()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or move of the mouse starts the idle time anew."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._idle.start()
        return super().eventFilter(watched, event)

    def flush(self) -> None:
        """Have every page keep what is half typed, and wait for work under way."""
        for page in self._pages.values():
            page.flush()
        wait_for_all()

    def lock(self) -> None:
        """Keep the drafts and ask for the passphrase again."""
        self.flush()
        self.lock_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close without a question: everything is kept."""
        self._idle.stop()
        self.flush()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
