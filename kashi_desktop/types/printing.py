"""What can be printed and what is asked for: one table for the command line, the printing page and the pages that lead there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from db.codes import UnitLevel
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.paper import VolunteerCertificateSheet

Asked = Literal["no", "may", "must"]
Progress = Callable[[int, int], None]
"""Called with (done, total); what it raises stops the work and nothing is written."""

_VILLAGE = (UnitLevel.VILLAGE, UnitLevel.COUNTY)
_ABOVE = (UnitLevel.COUNTY, UnitLevel.PREFECTURE)
_ALL = (*_VILLAGE, UnitLevel.PREFECTURE)


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of paper: what it is called and which choices it takes.

    ``refs_of`` names the register whose numbers choose the records (empty: none), ``refs`` whether they must be given, ``several``
    whether more than one may be. ``unit`` says that it is a paper of one village, which a county has to name. ``either`` allows the month
    in the place of numbers that must be given. ``formats`` are the endings of its files.
    """

    key: str
    label: str
    help: str
    refs_of: str = ""
    refs: Asked = "no"
    several: bool = True
    period: Asked = "no"
    unit: bool = False
    either: bool = False
    levels: tuple[UnitLevel, ...] = _VILLAGE
    formats: tuple[str, ...] = ("pdf",)


_of_village_and_month = partial(Document, period="may", unit=True)
_of_elders = partial(Document, refs_of="elder", refs="may", unit=True)
_of_course = partial(Document, refs_of="course", refs="must", several=False)
_written = partial(Document, period="must", levels=_ABOVE, formats=("pdf", "xlsx"))

DOCUMENTS: Mapping[str, Document] = {
    each.key: each
    for each in (
        _of_village_and_month(
            "due-list",
            QT_TRANSLATE_NOOP("documents", "应访名单"),
            QT_TRANSLATE_NOOP("documents", "带着上门：顺序和今天页一样，空格和录入的顺序一样。选了月份，只列这个月还没有见到的。"),
        ),
        _of_elders(
            "blank-visit-form",
            QT_TRANSLATE_NOOP("documents", "空白探访表"),
            QT_TRANSLATE_NOOP("documents", "手填的探访表，一张纸两份，数字和键盘录入一样。不选老人，就按应访名单每人一份。"),
        ),
        _of_village_and_month(
            "visit-ledger",
            QT_TRANSLATE_NOOP("documents", "月探访台账"),
            QT_TRANSLATE_NOOP("documents", "一个月里每位老人的探访、月探访率和签字的地方。"),
        ),
        _of_village_and_month(
            "monthly-summary",
            QT_TRANSLATE_NOOP("documents", "月度小结"),
            QT_TRANSLATE_NOOP("documents", "本村（社区）一个月各项工作的数字，留有写说明和签字的地方。"),
        ),
        _of_village_and_month(
            "month-close",
            QT_TRANSLATE_NOOP("documents", "月末台账和小结"),
            QT_TRANSLATE_NOOP("documents", "和数据包一起送的两样：月探访台账和月度小结，一次打印。"),
        ),
        Document(
            "visit-records",
            QT_TRANSLATE_NOOP("documents", "一个月的探访记录"),
            QT_TRANSLATE_NOOP("documents", "一个月的全部探访，每次一页，有书签可以翻找。"),
            period="must",
        ),
        Document(
            "visit-record",
            QT_TRANSLATE_NOOP("documents", "探访记录"),
            QT_TRANSLATE_NOOP("documents", "选出的探访，每次一页。"),
            refs_of="visit",
            refs="must",
            period="may",
            either=True,
        ),
        _of_village_and_month(
            "needs-list",
            QT_TRANSLATE_NOOP("documents", "需求办理单"),
            QT_TRANSLATE_NOOP("documents", "还没有办结的需求，按期限排列。选了月份，这个月办结的也列出来。"),
        ),
        _of_elders(
            "elder-card",
            QT_TRANSLATE_NOOP("documents", "老人卡片"),
            QT_TRANSLATE_NOOP("documents", "放进档案夹的卡片，证件和电话号码已隐去。不选老人，就打印全部在册老人。"),
        ),
        _of_elders(
            "subject-copy",
            QT_TRANSLATE_NOOP("documents", "个人信息副本"),
            QT_TRANSLATE_NOOP("documents", "本人要求时给本人：保存的关于这个人的全部内容，怎样更正和删除。"),
            refs="must",
            several=False,
        ),
        Document(
            "facility-sheet",
            QT_TRANSLATE_NOOP("documents", "设施登记表"),
            QT_TRANSLATE_NOOP("documents", "一处设施一份：状态沿革、开放时间、分摊面积。不选设施，就打印全部。"),
            refs_of="facility",
            refs="may",
        ),
        _of_course(
            "sign-in-sheet",
            QT_TRANSLATE_NOOP("documents", "培训签到表"),
            QT_TRANSLATE_NOOP("documents", "放在门口请人签名：培训那几天在岗的人都列在上面，另有空行。"),
        ),
        _of_course(
            "certificate-list",
            QT_TRANSLATE_NOOP("documents", "培训证书名册"),
            QT_TRANSLATE_NOOP("documents", "一期培训的结果和证书编号。"),
        ),
        Document(
            "volunteer-certificate",
            QT_TRANSLATE_NOOP("documents", "志愿服务证明"),
            QT_TRANSLATE_NOOP("documents", "谁记录、谁证明。身份证号在这里输入，只印在纸上，不保存。"),
            refs_of="volunteer",
            refs="must",
            period="may",
        ),
        Document(
            "call-list",
            QT_TRANSLATE_NOOP("documents", "未报单位联系单"),
            QT_TRANSLATE_NOOP("documents", "这个月还没有收到数据包的单位，留有写电话和答复的地方。"),
            period="may",
            levels=_ABOVE,
        ),
        _written(
            "indicator-report",
            QT_TRANSLATE_NOOP("documents", "月度指标报告"),
            QT_TRANSLATE_NOOP("documents", "各项指标、差距、数据未齐的单位和重述，按公文格式，有图。"),
        ),
        _written(
            "annual-report",
            QT_TRANSLATE_NOOP("documents", "年度书面报告"),
            QT_TRANSLATE_NOOP("documents", "10 月 31 日前上报的书面报告，月份是统计到哪个月为止。"),
        ),
        Document(
            "data-dictionary",
            QT_TRANSLATE_NOOP("documents", "数据字典"),
            QT_TRANSLATE_NOOP("documents", "登记的每一项：用途、谁能看到、保存多久。"),
            levels=_ALL,
        ),
    )
}
"""Every document by its name on the command line, in the order of the printing page."""

WRITTEN = ("indicator-report", "annual-report")
"""The written reports of the offices that answer for the plan; they have a page of their own."""


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """A document with what was chosen for it; another page hands one to the page ``printing``, where the rest is filled in.

    ``refs`` are numbers of the ledger in ``unit``; ``records`` are ids and win over them. ``period`` is ``YYYY-MM``. ``blanks`` adds
    forms without a name. ``id_number`` and ``contact`` are typed for one print, stand on the paper alone and are kept nowhere;
    ``certificate`` is one whose words another page has asked for already.
    """

    document: str
    unit: str = ""
    refs: tuple[str, ...] = ()
    period: str = ""
    records: tuple[bytes, ...] = ()
    blanks: int = 0
    contact: str = ""
    id_number: str = field(default="", repr=False)
    certificate: VolunteerCertificateSheet | None = field(default=None, repr=False)

    @property
    def chosen(self) -> int:
        """How many records were chosen."""
        return 1 if self.certificate is not None else len(self.records or self.refs)

    def missing(self) -> str:
        """What must still be chosen: ``refs``, ``period`` or nothing."""
        kind = DOCUMENTS[self.document]
        if kind.refs == "must" and not self.chosen and not (kind.either and self.period):
            return "refs"
        return "period" if kind.period == "must" and not self.period else ""

    def surplus(self) -> str:
        """What was chosen and the document does not take: ``refs``, ``several``, ``period`` or nothing."""
        kind = DOCUMENTS[self.document]
        if self.chosen and kind.refs == "no":
            return "refs"
        if self.chosen > 1 and not kind.several:
            return "several"
        return "period" if self.period and kind.period == "no" else ""


@dataclass(frozen=True, slots=True)
class Undrawn:
    """Letters that no face has, for which a mark is printed: on which page of the file, and in which words."""

    page: int
    text: str = field(repr=False)
    letters: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished document in memory: the PDF itself, its pages, and how many records it holds; ``about`` is the one that is named."""

    request: PrintRequest
    data: bytes = field(repr=False)
    pages: int
    documents: int
    about: bytes | None = None
    undrawn: tuple[Undrawn, ...] = ()
