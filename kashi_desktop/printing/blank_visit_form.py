"""Visit forms to fill by hand, two a page or one; their order and digits are those of the keyboard entry."""

from collections.abc import Iterable, Sequence
from typing import Literal

from db.codes import USUAL_NEEDS, Code, Method, Observation, Outcome, VisitorRole
from kashi_desktop.printing.files import Output
from kashi_desktop.printing.lattice import Lattice, Lay
from kashi_desktop.printing.style import BODY, LEFT, PAD, SMALL, WIDTH, Cell, Option, Paper, day
from kashi_desktop.printing.visit_record import OBSERVATION_LABELS
from kashi_desktop.types.inputs import OBSERVATIONS
from kashi_desktop.types.paper import BlankVisitForms, FormElder

TITLE = "探访记录表"
REMARK = "只填看到和了解到的情况，没了解的空着；不写宗教、政治、病名。"
_TOPS = {1: (30.0,), 2: (14.0, 412.0)}
_STRETCH = {1: 1.9, 2: 1.0}
_HEAD = 52.0
_LABEL = 52.0
_HALF = WIDTH / 2
_TO_WRITE = {"时间": "　　月　　日　　　：", "用时": "　　　　分钟"}
_SEEN = tuple(code for code in Observation if code is not Observation.UNKNOWN)


def write_blank_visit_forms(forms: BlankVisitForms, out: Output, a_page: Literal[1, 2] = 2) -> int:
    """Write the forms, ``a_page`` 1 or 2, and return the number of pages.

    No elders and no blanks raise ValueError; KnownError ``pdf_not_written`` and ``font_unusable``.
    """
    elders: list[FormElder | None] = [*forms.elders, *[None] * forms.blanks]
    if not elders:
        raise ValueError("no form to print")
    paper = Paper(TITLE)
    lattices = [_Form(paper, top, _STRETCH[a_page]) for top in _TOPS[a_page]]
    pages = -(-len(elders) // a_page)
    for page in range(pages):
        for place, elder in enumerate(elders[page * a_page : (page + 1) * a_page]):
            lattice = lattices[place]
            paper.frame(f"visit-form-{place}", lattice.strokes)
            lattice.fill(forms.unit_name, elder)
            if place:
                paper.dashes((lattices[0].y + lattice.head) / 2 + 6)
        paper.footer(f"本表只用于关爱服务，录入后按规定保管。{day(forms.printed_on)}打印", page + 1, pages)
        paper.end_page()
    return paper.save(out)


class _Form(Lattice):
    """The fields of one form at one place of the page, in the order in which they are typed."""

    def __init__(self, paper: Paper, head: float, stretch: float) -> None:
        super().__init__(paper, head + _HEAD, _LABEL)
        self.head, self.stretch = head, stretch
        self._elder_and_visit()
        self._observations()
        self._end()

    def _elder_and_visit(self) -> None:
        self.stretched(21, [("老人", 206, None), ("编号", 66, None), ("应访日", 0, None)], labels=(_LABEL, 36, 42))
        self.stretched(21, [("时间", 150, None), ("方式", 0, self.flow(_numbered(Method)))], labels=(_LABEL, 36))
        self.stretched(34, [("结果", 0, self.grid(_numbered(Outcome), 4))])
        self.stretched(21, [("探访人", 0, None)])

    def _observations(self) -> None:
        top = self.y
        for column, title in enumerate(("看到的情况", "家里安全")):
            self.band(title, 15 * self.stretch, LEFT + column * _HALF, _HALF)
        self.down(15 * self.stretch)
        half, high = len(OBSERVATIONS) // 2, 17.4 * self.stretch
        for number, key in enumerate(OBSERVATIONS):
            column, row = divmod(number, half)
            cell = Cell(LEFT + column * _HALF, self.y + row * high, _HALF, high)
            self.field(cell, OBSERVATION_LABELS[key], 60, self.flow(_numbered(_SEEN)))
        for _ in range(half):
            self.down(high)
        self.rules.append((LEFT + _HALF, top, LEFT + _HALF, self.y))

    def _end(self) -> None:
        self.stretched(34, [("需求", 0, self._two_lines(USUAL_NEEDS))])
        self.stretched(20, [("转介给", 270, None), ("期限", 0, None)], labels=(_LABEL, 36))
        self.stretched(36, [("备注", 0, None)])
        self.stretched(19, [("身份", 330, self.flow(_numbered(VisitorRole), SMALL)), ("用时", 0, None)], labels=(_LABEL, 36))
        self.stretched(24, [("探访人签字", 104, None), ("老人或家属签字", 104, None), ("审核人", 0, None)], labels=(64, 84, 44))

    def stretched(self, high: float, fields: Sequence[tuple[str, float, Lay | None]], labels: Sequence[float] = ()) -> None:
        """A row, higher where the form has the page for itself."""
        self.row(high * self.stretch, fields, labels)

    def _two_lines(self, codes: Sequence[Code]) -> Lay:
        """Each line in columns of its own: the longer words stand on the line that has fewer."""
        labels, first = _numbered(codes), (len(codes) + 1) // 2

        def places(cell: Cell) -> list[Option]:
            upper = Cell(cell.x, cell.y, cell.width, cell.height / 2)
            lower = Cell(cell.x, cell.y + cell.height / 2, cell.width, cell.height / 2)
            return self.paper.grid(upper, labels[:first], first) + self.paper.grid(lower, labels[first:], len(labels) - first)

        return places

    def fill(self, unit_name: str, elder: FormElder | None) -> None:
        """The words of one form, in the order of entry."""
        self.paper.heading(TITLE, y=self.head + 24, size=15)
        self.paper.fill(Cell(LEFT - PAD, self.head + 32, 235, 18), f"单位：{unit_name}")
        self.paper.fill(Cell(LEFT + 230, self.head + 32, WIDTH - 230 + PAD, 18), REMARK, SMALL, align="right")
        texts = _TO_WRITE | (_texts(elder) if elder else {})
        for field in self.fields:
            if field.room is None:
                self.paper.put(field.place.x + PAD, field.place.y + field.place.height / 2 + BODY * 0.36, field.label, bold=True)
            else:
                self.write(field, texts.get(field.label, ""))


def _numbered(codes: Iterable[Code]) -> list[str]:
    """Labels behind the digits that choose them on the keyboard; what has no digit goes without."""
    return [f"{number} {code.label}" if number < 10 else code.label for number, code in enumerate(codes, 1)]


def _texts(elder: FormElder) -> dict[str, str]:
    more = "，".join(part for part in (f"{elder.birth_year}年生" if elder.birth_year else "", elder.group) if part)
    return {
        "老人": elder.full_name + (f"（{more}）" if more else ""),
        "编号": elder.elder_ref,
        "应访日": elder.due,
    }
