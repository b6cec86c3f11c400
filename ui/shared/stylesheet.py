"""Generates the style sheet from the tokens; no colour or size is written anywhere else."""

from collections.abc import Mapping

_SHEET = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[surface="background"] { background: $background; }
QToolTip { background: $text; color: $card; border: none; padding: ${p4}px ${p8}px; font-size: ${small_px}px; }

QLabel { background: transparent; }
QLabel[look="secondary"] { color: $secondary; font-size: ${small_px}px; }
QLabel[look="muted"] { color: $secondary; }
QLabel[look="title"] { font-size: ${title_px}px; font-weight: 700; }
QLabel[look="figure"] { font-size: ${figure_px}px; font-weight: 700; }
QLabel[look="section"], QLabel[look="strong"] { font-weight: 700; }
QLabel[look="good"] { color: $good; }
QLabel[look="warning"] { color: $warning; }
QLabel[look="danger"] { color: $danger; }
QLabel[look="error"] { color: $danger; font-size: ${small_px}px; }
QLabel[look="code"] { font-size: ${title_px}px; font-weight: 700; letter-spacing: 2px; }

QLabel[look="mark"] { background: $accent; color: $on_accent; border-radius: 12px; font-size: 25px; font-weight: 700;
  qproperty-alignment: AlignCenter; }
QLabel[look="title_centred"] { font-size: ${title_px}px; font-weight: 700; qproperty-alignment: AlignCenter; }
QPushButton[look="primary"] { background: $accent; border: none; border-radius: ${radius}px;
  min-height: ${control}px; max-height: ${control}px; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed { background: $accent_strong; }
QPushButton[look="primary"]:focus { border: 2px solid $accent_strong; min-height: ${control_inner2}px; max-height: ${control_inner2}px; }
QPushButton[look="primary"]:disabled { background: $neutral_soft; }
QLabel[look="on_accent"] { color: $on_accent; font-weight: 700; }
QLabel[look="key_on_accent"] { color: $on_accent; font-size: ${key_px}px; font-weight: 700;
  border: 1px solid $on_accent; border-radius: 4px; padding: 0 5px; }
QLabel[look="on_accent"]:disabled { color: $disabled; }
QLabel[look="key_on_accent"]:disabled { color: $disabled; border-color: $disabled; }
QPushButton[look="link"] { background: transparent; border: 2px solid transparent; border-radius: ${radius}px; color: $accent;
  padding: ${p4}px ${p8}px; }
QPushButton[look="link"]:hover { background: $accent_soft; }
QPushButton[look="link"]:focus { border-color: $accent; }
QPushButton[look="link"]:disabled { color: $disabled; }

QFrame[surface="card"] { background: $card; border: 1px solid $line; border-radius: ${card_radius}px; }
QFrame[surface="notice"] { background: $accent_soft; border: none; border-radius: ${radius}px; }
QFrame[surface="notice_warning"] { background: $warning_soft; border: none; border-radius: ${radius}px; }
QFrame[surface="notice_danger"] { background: $danger_soft; border: none; border-radius: ${radius}px; }
QFrame[surface="hairline"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QWidget[surface="sidebar"] { background: $card; border: none; }
QFrame[surface="sidebar_line"] { background: $line; border: none; min-width: 1px; max-width: 1px; }
QFrame[surface="toast"] { background: $text; border: none; border-radius: ${radius}px; }
QFrame[surface="toast"] QLabel { color: $card; }

QLabel[pill="neutral"] { background: $neutral_soft; color: $secondary; }
QLabel[pill="accent"] { background: $accent_soft; color: $accent; }
QLabel[pill="warning"] { background: $warning_soft; color: $warning; }
QLabel[pill="danger"] { background: $danger_soft; color: $danger; }
QLabel[pill="good"] { background: $good_soft; color: $good; }
QLabel[pill] { border-radius: 5px; padding: 2px ${p8}px; font-size: ${small_px}px; }

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QSpinBox {
  background: $card; color: $text; border: 1px solid $field_line; border-radius: ${radius}px; padding: 0 11px;
  selection-background-color: $accent_soft; selection-color: $text; }
QLineEdit, QComboBox, QSpinBox { min-height: ${control_inner}px; max-height: ${control_inner}px; }
QPlainTextEdit, QTextEdit { padding: ${p6}px ${p8}px; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border-color: $disabled; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus { border: 2px solid $accent; padding: 0 10px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${p5}px ${p7}px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { min-height: ${control_inner2}px; max-height: ${control_inner2}px; }
QLineEdit[faulty="true"], QPlainTextEdit[faulty="true"], QComboBox[faulty="true"] { border-color: $danger; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $background; color: $disabled; }
QLineEdit[compact="true"], QComboBox[compact="true"] { min-height: ${compact_inner}px; max-height: ${compact_inner}px; }
QLineEdit[compact="true"]:focus, QComboBox[compact="true"]:focus { min-height: ${compact_inner2}px; max-height: ${compact_inner2}px; }
QComboBox::drop-down { border: none; width: ${p24}px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line; border-radius: ${radius}px; padding: ${p4}px; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${compact}px; padding: 0 ${p8}px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $accent; }

QListView, QTreeView { background: $card; border: 1px solid $line; border-radius: ${radius}px; padding: ${p4}px; outline: none; }
QListView:focus { border: 2px solid $accent; padding: 3px; }
QListView[surface="plain"], QListView[surface="plain"]:focus { background: transparent; border: none; padding: 0; }
QListView::item { min-height: ${compact}px; padding: 2px ${p8}px; border-radius: 6px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $accent_soft; color: $text; }

QTableView { background: $card; border: none; gridline-color: transparent; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $card; color: $secondary; border: none; border-bottom: 1px solid $line;
  padding: 0 ${p10}px; font-size: ${small_px}px; font-weight: 400; min-height: ${compact}px; }
QHeaderView[narrow="true"]::section { padding: 0 ${p4}px; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $card; border: none; }

QMenu { background: $card; border: 1px solid $line; border-radius: ${radius}px; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }

QCheckBox, QRadioButton { spacing: ${p8}px; background: transparent; min-height: ${p24}px; }
QCheckBox::indicator { width: 18px; height: 18px; border: 1px solid $disabled; border-radius: 5px; background: $card; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $track; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTextBrowser { background: transparent; border: none; padding: 0; }
QTextBrowser:focus { border: none; padding: 0; }
QSplitter::handle { background: transparent; }
"""


def sheet(tokens: Mapping[str, str], scale: float, arrow: str = "", check: str = "") -> str:
    """The whole style sheet for one set of tokens; ``scale`` multiplies every size, ``arrow`` and ``check`` are image paths."""
    sizes: dict[str, int] = {f"p{n}": round(n * scale) for n in (4, 5, 6, 7, 8, 10, 12, 16, 24)}
    sizes |= {"text_px": round(15 * scale), "small_px": round(13 * scale), "title_px": round(20 * scale), "figure_px": round(24 * scale)}
    sizes |= {
        "radius": round(8 * scale),
        "card_radius": round(10 * scale),
        "compact": round(32 * scale),
        "control": round(38 * scale),
        "key_px": round(12 * scale),
    }
    sizes |= {"control_inner": round(38 * scale) - 2, "control_inner2": round(38 * scale) - 4}
    sizes |= {"compact_inner": round(32 * scale) - 2, "compact_inner2": round(32 * scale) - 4}
    words = {**tokens, **sizes, "arrow": arrow, "check": check}
    parts = _SHEET.split("$")  # string.Template would import twice as much as this whole module
    done = [parts[0]]
    for part in parts[1:]:
        braced = part.startswith("{")
        end = part.index("}") if braced else next(i for i, c in enumerate(part) if not (c.isalnum() or c == "_"))
        done.append(f"{words[part[braced:end]]}{part[end + braced :]}")
    return "".join(done)
