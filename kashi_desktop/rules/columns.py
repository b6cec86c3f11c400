"""The registers and their columns (domain.md §3): keys in order, headers, what each is kept for, how long, and who sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.codes import (
    CareLevel,
    Category,
    ClosedReason,
    Method,
    NeedAction,
    NeedKind,
    NeedStatus,
    Observation,
    Outcome,
    Sex,
    UnitKind,
    UnitLevel,
    UrbanRuralClass,
    VisitorRole,
)
from kashi_desktop.rules import checks, kinds
from kashi_desktop.rules.checks import Remarks
from kashi_desktop.rules.kinds import Kind, code_kind, code_list_kind
from kashi_desktop.types.inputs import ElderInput, Input, NeedInput, UnitInput, UnitProfileInput, VisitInput

KEEP_PLACE = "长期保留（不含个人信息）"
KEEP_PERSON = "注销或离开后 3 年删除，只留不含个人信息的合计"
SEES_ALL = "村（社区）、县、地区"
SEES_PERSON = "本村（社区）经办人和县级经办人"
_UNIT_PURPOSE = "确定记录属于哪个村（社区），汇总到乡镇和县"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: stored key, Chinese header, whether a new record needs it, and its lines of the data dictionary."""

    key: str
    label: str
    required: bool
    purpose: str
    kind: Kind
    keep: str = KEEP_PERSON
    who_sees: str = SEES_PERSON


@dataclass(frozen=True)
class Register:
    """One register: its columns in the order of the template, its input type and the checks that need today's date."""

    name: str
    label: str
    columns: tuple[Column, ...]
    input_type: type[Input]
    check: Callable[[Any, date], Remarks]
    by_header: Mapping[str, Column] = field(init=False, repr=False)
    required: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the columns by key and by label, which are both accepted as headers."""
        by_header = {column.label: column for column in self.columns} | {column.key: column for column in self.columns}
        object.__setattr__(self, "by_header", by_header)
        object.__setattr__(self, "required", tuple(column.key for column in self.columns if column.required))


def _place(key: str, label: str, purpose: str, kind: Kind, required: bool = False) -> Column:
    return Column(key, label, required, purpose, kind, KEEP_PLACE, SEES_ALL)


def _observed(key: str, label: str) -> Column:
    return Column(key, label, False, "探访时看到或了解到的情况，用于及时帮助", code_kind(Observation))


UNIT = Register("unit", "单位", (
    _place("code", "单位代码", "12 位区划代码，用来认定单位", kinds.UNIT_CODE, True),
    _place("name", "单位名称", "在界面、名单和报表上显示", kinds.PLACE, True),
    _place("level", "级别", "确定单位在地区、县、乡、村中的位置", code_kind(UnitLevel), True),
    _place("kind", "类别", "区分社区和村，用于分类计算指标", code_kind(UnitKind)),
    _place("parent_code", "上级代码", "确定向哪一级汇总", kinds.UNIT_CODE),
    _place("urban_rural_class", "城乡分类", "确定是否计为城市社区", code_kind(UrbanRuralClass)),
    _place("active", "在用", "撤并的单位不再计入指标", kinds.FLAG),
), UnitInput, checks.check_unit)  # fmt: skip

UNIT_PROFILE = Register("unit_profile", "单位概况", (
    _place("unit_code", "单位代码", _UNIT_PURPOSE, kinds.UNIT_CODE, True),
    _place("as_of", "截至日期", "确定数字对应的日期", kinds.DAY, True),
    _place("households", "户数", "计算每百户设施面积", kinds.WHOLE),
    _place("resident_population", "常住人口", "计算人均指标", kinds.WHOLE),
    _place("urban_resident_population", "城镇常住人口", "计算每万名城镇常住人口社区工作者", kinds.WHOLE),
    _place("social_organisations", "社区社会组织数", "计算社区社会组织指标", kinds.WHOLE),
    _place("proxy_service", "政务代办", "计算政务代办全覆盖", kinds.FLAG),
    _place("social_work_station", "社工站", "计算乡镇社工站覆盖（乡镇填写）", kinds.FLAG),
    _place("elder_care_land_m2", "养老服务设施用地（平方米）", "计算人均养老用地（县填写）", kinds.DECIMAL),
), UnitProfileInput, checks.check_profile)  # fmt: skip

ELDER = Register("elder", "老年人", (
    Column("ref", "编号", False, "与纸质台账对应的编号，留空则自动编号", kinds.REF),
    Column("unit_code", "单位代码", True, _UNIT_PURPOSE, kinds.UNIT_CODE),
    Column("full_name", "姓名", True, "认定服务对象，上门时称呼", kinds.NAME),
    Column("sex", "性别", True, "认定服务对象，安排合适的探访人", code_kind(Sex)),
    Column("birth_date", "出生日期", True, "区分同名的人，核对年龄条件", kinds.DAY),
    Column("id_number", "身份证号", False, "只用来查重：换算后只留校验值和末四位，不保存号码", kinds.ID_NUMBER),
    Column("phone", "电话", False, "电话探访和紧急联系（须本人同意）", kinds.PHONE),
    Column("group", "小队/组", False, "区分同名的人，安排探访路线", kinds.TEXT),
    Column("address", "住址", False, "上门探访（须本人同意）", kinds.TEXT),
    Column("contact_name", "联系人姓名", False, "联系不上本人时联系（须本人同意）", kinds.NAME),
    Column("contact_relation", "联系人关系", False, "说明联系人与本人的关系（须本人同意）", kinds.TEXT),
    Column("contact_phone", "联系人电话", False, "联系不上本人时联系（须本人同意）", kinds.PHONE),
    Column("categories", "类别", True, "确认符合探访服务条件", code_list_kind(Category)),
    Column("care_level", "关爱等级", True, "确定多久探访一次", code_kind(CareLevel)),
    Column("enrolled_on", "登记日期", True, "确定从何时起提供探访", kinds.DAY),
    Column("consent_on", "同意日期", False, "记录本人何时同意保存联系方式和探访情况", kinds.DAY),
    Column("home_visit_declined", "谢绝上门", False, "尊重本人意愿，不再安排上门", kinds.FLAG),
    Column("closed_on", "注销日期", False, "确定从何时起不再探访", kinds.DAY),
    Column("closed_reason", "注销原因", False, "说明本月减少的原因", code_kind(ClosedReason)),
), ElderInput, checks.check_elder)  # fmt: skip

VISIT = Register("visit", "探访", (
    Column("ref", "编号", False, "与纸质记录对应的编号，留空则自动编号", kinds.REF),
    Column("elder_ref", "老年人编号", True, "确定探访的是谁", kinds.REF),
    Column("unit_code", "单位代码", True, _UNIT_PURPOSE, kinds.UNIT_CODE),
    Column("visited_at", "探访时间", True, "计算月探访率和下次探访日期", kinds.MINUTE),
    Column("method", "方式", True, "说明怎样探访", code_kind(Method)),
    Column("outcome", "结果", True, "确定探访是否有效", code_kind(Outcome)),
    Column("visitors", "探访人", True, "说明由谁探访、向谁核实", kinds.PEOPLE),
    Column("visitor_role", "探访人身份", False, "统计各类人员承担的探访", code_kind(VisitorRole)),
    Column("minutes", "时长（分钟）", False, "了解探访工作量", kinds.WHOLE),
    _observed("health", "身体状况"),
    _observed("mood", "精神状态"),
    _observed("daily", "日常起居"),
    _observed("hygiene", "卫生状况"),
    _observed("support", "照护支持"),
    _observed("gas", "燃气安全"),
    _observed("electricity", "用电安全"),
    _observed("heating", "取暖安全"),
    _observed("floor", "地面防滑"),
    _observed("structure", "房屋结构"),
    Column("needs", "需求", False, "记下本人要的帮助，每项生成一条需求", code_list_kind(NeedKind)),
    Column("note", "备注", False, "记下帮助时要知道的事；不得记录民族、宗教、病史、收入、来客和行踪", kinds.TEXT),
), VisitInput, checks.check_visit)  # fmt: skip

NEED = Register("need", "需求", (
    Column("ref", "编号", False, "与纸质记录对应的编号，留空则自动编号", kinds.REF),
    Column("unit_code", "单位代码", True, _UNIT_PURPOSE, kinds.UNIT_CODE),
    Column("elder_ref", "老年人编号", True, "确定是谁的需求", kinds.REF),
    Column("visit_ref", "探访编号", False, "说明在哪次探访中提出", kinds.REF),
    Column("kind", "需求类别", True, "确定提供哪种帮助", code_kind(NeedKind)),
    Column("action", "处理方式", False, "说明当时怎样处理", code_kind(NeedAction)),
    Column("referral_to", "转介单位", False, "说明转给谁办理", kinds.TEXT),
    Column("due_on", "应办日期", False, "提醒按时办理", kinds.DAY),
    Column("status", "状态", False, "说明是否办结", code_kind(NeedStatus)),
    Column("closed_on", "办结日期", False, "说明何时办结", kinds.DAY),
), NeedInput, checks.check_need)  # fmt: skip

REGISTERS: Mapping[str, Register] = {register.name: register for register in (UNIT, UNIT_PROFILE, ELDER, VISIT, NEED)}
"""The registers by name, in the order in which they are loaded."""
