"""Empty registers to fill in: one sheet for the rows and one that explains the columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from kashi_desktop.spreadsheets.writing import FORMATS, MOST_ROWS, TEXT_FORMAT, put_text, safe_workbook, sheet_name, written_whole

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ColumnKind = Literal["text", "date", "datetime"]

_LONGEST_LIST = 255
GUIDE = "填写说明"
"""Name of the sheet that explains the columns; it holds no rows."""
_GUIDE_HEADERS = ("列名", "代码", "是否必填", "用途与填法", "可填的值", "示例")
_GUIDE_WIDTHS = (16, 20, 10, 60, 60, 24)
_CHOICES = "选项"


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column of a register: ``label`` stands in the header; ``options`` are the values a cell may take.

    Everything but dates is formatted as text, so that no ID number, phone, code or reference loses digits. ``multiple``: several
    options joined by ``;``, for which Excel has no list.
    """

    key: str
    label: str
    required: bool
    purpose: str
    options: tuple[str, ...] = ()
    example: str = ""
    kind: ColumnKind = "text"
    multiple: bool = False


def write_template(path: Path, title: str, columns: Sequence[TemplateColumn]) -> None:
    """Write an empty register that ``load`` reads when filled in: labels in row 1, required ones bold on yellow.

    The file replaces ``path`` only when complete. Raises ``file_unwritable``.
    """
    with written_whole(path) as (target, folder), safe_workbook(target, {"tmpdir": str(folder)}) as book:
        name = sheet_name(title)
        sheet = book.add_worksheet("登记表" if name in (GUIDE, _CHOICES) else name)
        guide = book.add_worksheet(GUIDE)
        _write_header(book, sheet, columns)
        _write_choices(book, sheet, columns)
        _write_guide(book, guide, columns)
        sheet.activate()


def _write_header(book: "Workbook", sheet: "Worksheet", columns: Sequence[TemplateColumn]) -> None:
    common = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "num_format": TEXT_FORMAT}
    required = book.add_format({**common, "bold": True, "bg_color": "#FFF2CC"})
    optional = book.add_format({**common, "bg_color": "#F2F2F2", "font_color": "#404040"})
    forms = {kind: book.add_format({"num_format": FORMATS[kind]}) for kind in get_args(ColumnKind)}
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _column_width(column), forms[column.kind])
        put_text(sheet, 0, place, column.label, required if column.required else optional)
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)
    # Text cells full of digits are meant here: without this Excel marks every one of them.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})


def _write_choices(book: "Workbook", sheet: "Worksheet", columns: Sequence[TemplateColumn]) -> None:
    """Offer a list for each column of single choices; lists beyond Excel's 255 characters stand on a hidden sheet."""
    hidden: Worksheet | None = None
    for place, column in enumerate(columns):
        if not column.options or column.multiple:
            continue
        source: list[str] | str = list(column.options)
        if len(",".join(column.options)) > _LONGEST_LIST or any("," in option for option in column.options):
            if hidden is None:
                hidden = book.add_worksheet(_CHOICES)
                hidden.hide()
            source = _hidden_list(hidden, place, column.options)
        rule: dict[str, Any] = {
            "validate": "list",
            "source": source,
            "error_title": "请从列表中选择",
            "error_message": "这一格只能填列表中的值，各值的含义见“填写说明”。",
        }
        sheet.data_validation(1, place, MOST_ROWS - 1, place, rule)


def _hidden_list(hidden: "Worksheet", place: int, options: Sequence[str]) -> str:
    from xlsxwriter.utility import xl_col_to_name

    for row, option in enumerate(options):
        put_text(hidden, row, place, option)
    letter = xl_col_to_name(place)
    return f"='{_CHOICES}'!${letter}$1:${letter}${len(options)}"


def _write_guide(book: "Workbook", guide: "Worksheet", columns: Sequence[TemplateColumn]) -> None:
    bold = book.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": TEXT_FORMAT})
    for place, (header, width) in enumerate(zip(_GUIDE_HEADERS, _GUIDE_WIDTHS, strict=True)):
        guide.set_column(place, place, width)
        put_text(guide, 0, place, header, bold)
    for row, column in enumerate(columns, 1):
        values = "；".join(column.options) + ("（可填多个，用 ; 分隔）" if column.multiple else "")
        needed = "必填" if column.required else "选填"
        for place, text in enumerate((column.label, column.key, needed, column.purpose, values, column.example)):
            guide.write_string(row, place, text, wrapped)
    guide.freeze_panes(1, 0)


def _column_width(column: TemplateColumn) -> float:
    by_kind = {"text": 12.0, "date": 13.0, "datetime": 18.0}[column.kind]
    widest = max((len(text.encode("gb18030", "replace")) for text in (column.label, column.example)), default=0)
    return min(40.0, max(by_kind, widest + 3.0))
