"""Bar: 1 000 visit records as PDF against a raw reportlab canvas that draws the same cells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.harness import Result, Settings, Target, alternate, seconds
from db.codes import CareLevel, Category, Method, NeedAction, NeedKind, Observation, Outcome, Sex, VisitorRole
from kashi_desktop.demo.people import full_name
from kashi_desktop.paths import resources
from kashi_desktop.printing.style import BODY, LEFT, PAGE_HEIGHT, PAGE_WIDTH, WIDTH, Cell, Paper
from kashi_desktop.printing.visit_record import TITLE, _chosen, _Form, _texts, write_visit_records
from kashi_desktop.types.documents import NeedLine, VisitRecordSheet

_SHEET = VisitRecordSheet(
    unit_name="示例县河畔社区居委会",
    visit_ref="A1B2-000123",
    elder_name="买买提·吐尔逊",
    sex=Sex.MALE,
    birth_date=date(1941, 3, 2),
    elder_ref="T-014",
    categories=(Category.LIVING_ALONE, Category.ADVANCED_AGE),
    care_level=CareLevel.HIGH,
    visited_at=datetime(2026, 11, 18, 10, 40),
    method=Method.HOME,
    outcome=Outcome.MET,
    visitors=("古丽娜尔", "李明"),
    printed_on=date(2026, 11, 23),
    group="2 小队",
    address="2 小队 14 号",
    id_masked="****************25",
    phone_masked="138****1234",
    consent_on=date(2025, 3, 1),
    visitor_role=VisitorRole.VILLAGE_STAFF,
    minutes=25,
    observations={"health": Observation.OK, "daily": Observation.ATTENTION, "heating": Observation.URGENT},
    needs=(NeedLine(NeedKind.REPAIR, NeedAction.REFERRED, "社区维修队", date(2026, 11, 20)),),
    note="煤炉烟道松动，已请维修队当天来看。",
)


def _sheets(count: int) -> list[VisitRecordSheet]:
    """Different people, places, days and remarks."""
    return [
        replace(
            _SHEET,
            visit_ref=f"A1B2-{number:06d}",
            elder_name=full_name(number),
            elder_ref=f"T-{number:03d}",
            birth_date=date(1936, 1, 1) + timedelta(days=number % 5000),
            visited_at=datetime(2026, 11, 1 + number % 19, 8 + number % 11, number % 60),
            address=f"{number % 6 + 1} 小队 {number % 90 + 1} 号",
            note=f"{_SHEET.note}第 {number} 次记录，家里暖和。",
        )
        for number in range(count)
    ]


class _Bare:
    """The floor: labels, values, options, boxes and lines of the same form, one canvas call each, the same two faces."""

    def __init__(self, form: _Form) -> None:
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfbase.ttfonts import TTFont

        fonts = resources() / "fonts"
        registerFont(TTFont("Bench", str(fonts / "NotoSerifSC-Regular.ttf")))
        registerFont(TTFont("BenchBold", str(fonts / "NotoSerifSC-Bold.ttf")))
        self._form = form
        self._fields = [(field.room, field) for field in form.fields if field.room]
        self._bands = [field for field in form.fields if not field.room]

    def write(self, sheets: Sequence[VisitRecordSheet], out: Path) -> None:
        """One page a visit."""
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(str(out), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), pageCompression=1)
        for sheet in sheets:
            self._page(canvas, sheet)
            canvas.showPage()
        canvas.save()

    def _page(self, canvas: Any, sheet: VisitRecordSheet) -> None:
        self._lines(canvas)
        canvas.setFont("BenchBold", 18)
        canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 58, TITLE)
        for band in self._bands:
            canvas.drawString(band.place.x + 5, PAGE_HEIGHT - band.place.y - 12, band.label)
        canvas.setFont("Bench", BODY)
        canvas.drawString(LEFT, PAGE_HEIGHT - 82, f"单位：{sheet.unit_name}")
        canvas.drawRightString(LEFT + WIDTH, PAGE_HEIGHT - 82, f"记录编号：{sheet.visit_ref}")
        texts = _texts(sheet)
        for cell, field in self._fields:
            canvas.drawCentredString(field.place.x + field.place.width / 2, _middle(cell), field.label)
            canvas.drawString(cell.x + 5, _middle(cell), texts.get(field.label, ""))
        self._options(canvas, sheet)
        for need in sheet.needs:
            canvas.drawString(LEFT + 5, _middle(self._form.need_lines), f"{need.kind.label} {need.referral_to} {need.due_on}")
        for name, cell in zip(("探访人签字", "老人或家属签字", "负责人"), self._form.signing, strict=True):
            canvas.drawString(cell.x + 6, _middle(cell), f"{name}：　　年　　月　　日")
        canvas.drawString(LEFT, 24, "本表只用于关爱服务，证件和电话号码已隐去。")

    def _options(self, canvas: Any, sheet: VisitRecordSheet) -> None:
        chosen = _chosen(sheet)
        for _, field in self._fields:
            for place in field.options:
                canvas.drawString(place.x + place.size, PAGE_HEIGHT - place.y, place.label)
                canvas.rect(place.x, PAGE_HEIGHT - place.y, 8, 8)
                if any(code.label == place.label for code in chosen[field.label]):
                    canvas.line(place.x, PAGE_HEIGHT - place.y, place.x + 8, PAGE_HEIGHT - place.y + 8)

    def _lines(self, canvas: Any) -> None:
        canvas.setLineWidth(0.4)
        for x1, y1, x2, y2 in self._form.rules:
            canvas.line(x1, PAGE_HEIGHT - y1, x2, PAGE_HEIGHT - y2)
        canvas.setFillGray(0.93)
        for band in self._bands:
            cell = band.place
            canvas.rect(cell.x, PAGE_HEIGHT - cell.y - cell.height, cell.width, cell.height, stroke=0, fill=1)
        canvas.setFillGray(0)


def _middle(cell: Cell) -> float:
    return PAGE_HEIGHT - cell.y - cell.height / 2 - 4


def _font_bytes(pdf: Path) -> int:
    """Size of the embedded faces in a file, as they lie there."""
    import pypdf

    reader = pypdf.PdfReader(pdf)
    found = {}
    for number in reader.xref[0]:
        descriptor = reader.get_object(number)
        if isinstance(descriptor, pypdf.generic.DictionaryObject) and "/FontFile2" in descriptor:
            stream: Any = descriptor["/FontFile2"]
            found[descriptor.raw_get("/FontFile2").idnum] = int(stream.raw_get("/Length")) if "/Length" in stream else len(stream._data)
    return sum(found.values())


def visit_records(settings: Settings) -> Iterator[Result]:
    """Speed in pages a second, then bytes a page beyond the embedded faces."""
    sheets = _sheets(settings.size(1000, 3) if settings.scale < 0.1 else 1000)
    folder = settings.folder / "work"
    folder.mkdir(parents=True, exist_ok=True)
    out, bare_out = folder / "records.pdf", folder / "records-floor.pdf"
    bare = _Bare(_Form(Paper(TITLE)))

    def ours() -> None:
        out.unlink(missing_ok=True)
        write_visit_records(sheets, out)

    ours()
    bare.write(sheets, bare_out)
    pair = alternate(lambda: seconds(ours), lambda: seconds(lambda: bare.write(sheets, bare_out)), settings.rounds)
    pages = len(sheets)
    speed, floor = (pages / each for each in pair.medians)
    yield Result(f"PDF, {pages} visit records", speed, floor, Target("ratio", 0.7, at_least=True), "pages/s")
    each = (out.stat().st_size - _font_bytes(out)) / pages
    yield Result("PDF, bytes a page beyond the fonts", each, None, Target("ours", 3000.0), "B")
