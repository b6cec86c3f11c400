"""The certificate of a volunteer's service: whoever kept the records certifies them (志愿服务记录与证明出具办法（试行）)."""

from collections.abc import Sequence
from functools import partial

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import Flow, form, write_each
from kashi_desktop.printing.style import PAD, SMALL, Align, Cell, Paper, amount, day
from kashi_desktop.printing.tables import ListColumn, Span, draw_list
from kashi_desktop.types.paper import CertifiedService, VolunteerCertificateSheet

TITLE = "志愿服务证明"
EMPTY = "没有登记的志愿服务"
LEGEND = "本证明由记录服务的单位出具（谁记录、谁证明），不收取费用。身份证号在打印时输入，不在程序里保存。未盖章无效。"
_COLUMNS: Sequence[ListColumn[CertifiedService]] = (
    ListColumn("服务日期", 92, lambda service: day(service.served_on), "centre"),
    ListColumn("服务内容", 208, lambda service: service.content),
    ListColumn("服务地点", 115, lambda service: service.place),
    ListColumn("时长\n（小时）", 58, lambda service: amount(service.hours), "centre"),
)
_SIZE = 12.0
_BLANK_ID = "＿" * 10
_ISSUER, _LINE, _RIGHT = 128.0, 30.0, 270.0


def write_volunteer_certificates(sheets: Sequence[VolunteerCertificateSheet], out: Output) -> int:
    """Write one certificate after the other (see ``write_each``) and return the number of pages."""
    return write_each(TITLE, sheets, _certificate, out)


def _certificate(paper: Paper, sheet: VolunteerCertificateSheet) -> None:
    flow = form(paper, TITLE, right=f"证明编号：{sheet.certificate_no}")
    flow.gap(14)
    flow.paragraph(_statement(sheet), _SIZE, leading=1.9, indent=2)
    flow.gap(10)
    total = (Span(f"{len(sheet.services)} 次", 2), Span(_hours(sheet), bold=True))
    draw_list(flow, _COLUMNS, sheet.services, total=total, empty=EMPTY, row=26)
    flow.need(_ISSUER + 60)
    flow.gap(14)
    flow.paragraph("特此证明。", _SIZE, leading=1.9, indent=2)
    _issuer(flow, sheet)
    flow.paragraph(LEGEND, SMALL)
    flow.draw(lambda page, pages: paper.footer(f"证明编号：{sheet.certificate_no}", page, pages))


def _statement(sheet: VolunteerCertificateSheet) -> str:
    who = f"兹证明　{sheet.full_name}　（志愿者编号：{sheet.volunteer_no}；身份证号：{sheet.id_number or _BLANK_ID}）"
    if not sheet.services:
        return f"{who}在本单位登记为志愿者，服务记录如下："
    days = sorted(service.served_on for service in sheet.services)
    span = day(days[0]) if days[0] == days[-1] else f"{day(days[0])}至{day(days[-1])}"
    return f"{who}，{span}参加本单位组织的志愿服务，累计服务时长 {_hours(sheet)} 小时，具体情况如下："


def _hours(sheet: VolunteerCertificateSheet) -> str:
    hours = [service.hours for service in sheet.services]
    return amount(sum(hours[1:], hours[0])) if hours else "0"


def _issuer(flow: Flow, sheet: VolunteerCertificateSheet) -> None:
    """Who answers for it, with room for the seal over the issuer's name and the date."""
    paper, body, y = flow.paper, flow.body, flow.y + 14
    right = body.right - _RIGHT + PAD
    cells: tuple[tuple[Cell, str, Align], ...] = (
        (Cell(body.left - PAD, y, body.width - _RIGHT, _LINE), f"经办人：{sheet.handler}", "left"),
        (Cell(body.left - PAD, y + _LINE, body.width - _RIGHT, 2 * _LINE), f"联系方式：{sheet.contact}", "left"),
        (Cell(right, y, _RIGHT, _LINE), f"出具单位：{sheet.issuer}", "right"),
        (Cell(right, y + _LINE, _RIGHT, _LINE), "（盖章）", "right"),
        (Cell(right, y + 2 * _LINE, _RIGHT, _LINE), day(sheet.issued_on), "right"),
    )
    for cell, text, align in cells:
        top = cell.height > _LINE
        flow.add(partial(paper.fill, cell, text, _SIZE, align=align, top=top))
    flow.y += _ISSUER
