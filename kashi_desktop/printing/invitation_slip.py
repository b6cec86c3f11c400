"""Strips of paper that travel with invitation files: the fingerprint to compare before a new computer trusts its office."""

from collections.abc import Sequence

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.style import BODY, LEADING, LEFT, PAGE_HEIGHT, RIGHT, SMALL, WIDTH, Cell, Paper, day
from kashi_desktop.printing.wrapping import wrap
from kashi_desktop.types.documents import InvitationSlip

TITLE = "邀请文件核对单"
ADVICE = "新电脑打开邀请文件时，会请您照本单输入五组数字中的两组，从左边数起。程序说对不上就停下来，不要继续，并给发出单位打电话。"
_A_PAGE = 3
_STRIP = PAGE_HEIGHT / _A_PAGE


def write_invitation_slips(slips: Sequence[InvitationSlip], out: Output) -> int:
    """Write three strips a page, with lines to cut along, and return the number of pages.

    No slips raise ValueError; KnownError ``pdf_not_written`` and ``font_unusable``.
    """
    if not slips:
        raise ValueError("no slip to print")
    paper = Paper(TITLE)
    for start in range(0, len(slips), _A_PAGE):
        for place, slip in enumerate(slips[start : start + _A_PAGE]):
            _strip(paper, slip, place * _STRIP)
            if place:
                paper.dashes(place * _STRIP)
        paper.end_page()
    return paper.save(out)


def _strip(paper: Paper, slip: InvitationSlip, top: float) -> None:
    paper.heading(TITLE, y=top + 42, size=15)
    paper.fill(Cell(LEFT - 5, top + 54, WIDTH + 10, 20), f"发给：{slip.unit_name}（{slip.unit_code}）")
    paper.fill(Cell(LEFT - 5, top + 74, WIDTH + 10, 20), f"发出单位：{slip.issuer_name}")
    area = Cell(LEFT, top + 102, WIDTH, 66)
    paper.band(area)
    paper.box(area)
    paper.put(LEFT + WIDTH / 2, area.y + 20, "发出单位的指纹", BODY, align="centre")
    paper.fill(Cell(LEFT, area.y + 24, WIDTH, 38), slip.fingerprint, 22, bold=True, align="centre")
    y = area.y + area.height + 20
    for line in wrap(paper.setter, ADVICE, WIDTH * 1000 / BODY):
        paper.put(LEFT, y, line)
        y += BODY * LEADING
    paper.put(LEFT, top + 250, "发出人：")
    paper.rule(LEFT + 46, top + 253, LEFT + 180, top + 253)
    paper.put(LEFT + 210, top + 250, "核对人：")
    paper.rule(LEFT + 256, top + 253, LEFT + 390, top + 253)
    paper.put(RIGHT, top + 250, day(slip.made_on), SMALL, align="right")
