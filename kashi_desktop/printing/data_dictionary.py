"""The data dictionary: each column of each register, what it is kept for, who sees it, how long it stays."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import form, printed
from kashi_desktop.printing.style import SMALL, Paper
from kashi_desktop.printing.tables import ListColumn, draw_list
from kashi_desktop.types.office_paper import DataDictionarySheet, DictionaryRow

TITLE = "数据字典"
EMPTY = "没有登记表"
INTRO = "本程序只记录下列内容，每一项都写明用途、谁能看到和保存多久。民族、宗教、政治面貌、指纹和人脸、行踪、病名、收入都不记录。"
_COLUMNS: Sequence[ListColumn[DictionaryRow]] = (
    ListColumn("名称和键", 122, lambda row: f"{row.label}\n{row.key}"),
    ListColumn("用途", 145, lambda row: row.purpose),
    ListColumn("谁能看到", 98, lambda row: row.who_sees),
    ListColumn("保存多久", 110, lambda row: row.keep),
)


def write_data_dictionary(sheet: DataDictionarySheet, out: Output) -> int:
    """Write one table a register, each bookmarked, and return the number of pages; KnownError ``pdf_not_written``, ``font_unusable``."""
    paper = Paper(TITLE)
    flow = form(paper, TITLE)
    flow.gap(-18)  # nothing stands between the title and the text
    flow.paragraph(INTRO, SMALL)
    for register, group in groupby(sheet.rows, key=lambda row: row.register):
        rows = list(group)
        flow.section(register)
        flow.add(partial(paper.bookmark, register))
        draw_list(flow, _COLUMNS, rows, number=30, total=f"{len(rows)} 项")
    if not sheet.rows:
        flow.section(EMPTY)
    flow.draw(printed(paper, sheet.printed_on))
    return paper.save(out)
