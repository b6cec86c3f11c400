"""Elders in special hardship, and their enrolments from a day to a day."""

from sqlalchemy import Column as TableColumn
from sqlalchemy import Index, String

from db.codes import CareLevel, ClosedReason, IdDisagrees, Sex
from db.declaring import UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, WireField, column
from db.field_types import Categories, Day, Flag, FullName, IdNumber, Lines, OptionalName, Phone, RecordId, Ref, UnitCode, Word

ID_KEPT = (
    WireField("id_hmac", decide=True, longest=64),
    WireField("id_last2", longest=2),
    WireField("id_disagrees", words=IdDisagrees),
    WireField("id_key", longest=8),
)
"""What is kept of an ID number: keyed HMAC, last characters, what disagreed, which key; the number itself never (domain.md §1)."""


class ElderInput(Columns):
    """An elder as typed; the enrolment columns are those of the latest spell and are kept there.

    ``id_number`` is text of at most 18 characters here; the check ``elder`` tests it (GB 11643) or sees that it is masked.
    """

    ref: Ref = column("编号", "与纸质台账对应的编号，留空则自动编号", default="", nullable=False)
    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=(), research="township")
    full_name: FullName = column("姓名", "认定服务对象，上门时称呼", decide=True)
    sex: Sex = column("性别", "认定服务对象，安排合适的探访人", research="sex")
    birth_date: Day = column("出生日期", "区分同名的人，核对年龄条件", decide=True, research="age_band")
    id_number: IdNumber = column("身份证号", "只用来查重：换算后只留校验值和末两位，不保存号码", default="", kept_as=ID_KEPT)
    phone: Phone = column("电话", "电话探访和紧急联系（须本人同意）", default="", basis="consent")
    group: OptionalName = column("小队/组", "区分同名的人，安排探访路线", default="", cell="text")
    address: Lines = column("住址", "上门探访（须本人同意）", default="", basis="consent")
    contact_name: OptionalName = column("联系人姓名", "联系不上本人时联系（须本人同意）", default="", basis="consent")
    contact_relation: Word = column("联系人关系", "说明联系人与本人的关系（须本人同意）", default="", basis="consent")
    contact_phone: Phone = column("联系人电话", "联系不上本人时联系（须本人同意）", default="", basis="consent")
    categories: Categories = column("类别", "确认符合探访服务条件", decide=True, nullable=True, research="categories")
    care_level: CareLevel = column("关爱等级", "确定多久探访一次", decide=True, research="care_level")
    enrolled_on: Day = column("登记日期", "确定从何时起提供探访", kept_as=(), research="enrolled")
    consent_on: Day | None = column(
        "同意日期",
        "记录本人何时同意保存联系方式和探访情况",
        default=None,
        # Which consent it is, and which it ended: what was kept under those goes (db/consents.py).
        also=(WireField("consent_withdrawn_on", "day"), WireField("consent_id", longest=32), WireField("consents_ended", longest=2000)),
    )
    home_visit_declined: Flag = column("谢绝上门", "尊重本人意愿，不再安排上门", default=False, wire_default=False)
    closed_on: Day | None = column("注销日期", "确定从何时起不再探访", default=None, kept_as=())
    closed_reason: ClosedReason | None = column("注销原因", "说明本月减少的原因", default=None, kept_as=())


class SpellColumns(Columns):
    """One enrolment from a date to a date; a reopening adds a row, never erases one."""

    elder: RecordId = column("老年人", kept_as=(WireField("elder_id", "ref", nullable=False),))
    enrolled_on: Day = column("登记日期")
    closed_on: Day | None = column("注销日期", default=None, decide=True)
    closed_reason: ClosedReason | None = column("注销原因", default=None, decide=True)


ELDER = Register(
    "elder",
    "老年人",
    ElderInput,
    order=30,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("full_name", "birth_date", "sex"),
    person=True,
    subject="id",
    counts_for=("monthly_visit_rate",),
    checks=("elder_dates", "elder"),
    # Pinyin initials and name: the order of lists.
    derived=(TableColumn("sort_key", String, nullable=False),),
    indexes=(Index("elder_unit_order", "unit_id", "sort_key", "id"), Index("elder_order", "sort_key", "id", "removed")),
)
ELDER_SPELL = Register(
    "elder_spell",
    "老年人登记期间",
    SpellColumns,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("elder_id", "enrolled_on"),
    subject="elder_id",
    counts_for=("monthly_visit_rate",),
    indexes=(Index("elder_spell_elder", "elder_id", "enrolled_on", "closed_on", "removed"),),
)
