"""The registers and their columns (domain.md §3): keys in order, headers, what each is kept for, how long, and who sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.codes import (
    AreaSource,
    CareLevel,
    Category,
    Certificate,
    ClosedReason,
    CourseMode,
    DayKind,
    FacilityKind,
    FacilityStatus,
    Kiosk,
    Method,
    NeedAction,
    NeedKind,
    NeedStatus,
    Observation,
    OrganiserLevel,
    Outcome,
    Result,
    Sex,
    TaskStatus,
    Tenure,
    UnitKind,
    UnitLevel,
    UrbanRuralClass,
    VisitorRole,
)
from kashi_desktop.rules import checks, kinds, register_checks, shares
from kashi_desktop.rules.checks import Remarks
from kashi_desktop.rules.kinds import Kind, code_kind, code_list_kind
from kashi_desktop.types.inputs import ElderInput, Input, NeedInput, UnitInput, UnitProfileInput, VisitInput
from kashi_desktop.types.register_inputs import (
    ActivityInput,
    AttendanceInput,
    CourseInput,
    DefinitionInput,
    FacilityInput,
    HolidayInput,
    LedgerTaskInput,
    ProjectInput,
    ServiceInput,
    SurveyInput,
    VolunteerInput,
    WorkerInput,
)

KEEP_PLACE = "长期保留（不含个人信息）"
KEEP_PERSON = "注销或离开后 3 年删除，只留不含个人信息的合计"
KEEP_STAFF = "离职后 3 年删除，只留不含个人信息的合计"
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
    readers: Mapping[str, tuple[str, Callable[[str], Any] | None]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the columns by key and by label, which are both accepted as headers; ``readers`` are key and parser, None for verbatim."""
        by_header = {column.label: column for column in self.columns} | {column.key: column for column in self.columns}
        object.__setattr__(self, "by_header", by_header)
        object.__setattr__(self, "required", tuple(column.key for column in self.columns if column.required))
        parsers = {header: (column.key, None if column.kind.verbatim else column.kind.parse) for header, column in by_header.items()}
        object.__setattr__(self, "readers", parsers)


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

FACILITY = Register("facility", "设施", (
    _place("code", "设施编号", "认定设施，同一编号按起始日期接续", kinds.REF, True),
    _place("name", "设施名称", "在界面、名单和报表上显示", kinds.PLACE, True),
    _place("kind", "设施类别", "确定计入哪些指标", code_kind(FacilityKind), True),
    _place("units", "服务单位", "确定服务哪些村（社区），共用的按份额分摊面积", shares.UNITS, True),
    _place("year_built", "建成年份", "安排维修", kinds.WHOLE),
    _place("tenure", "来源", "说明设施怎样取得", code_kind(Tenure)),
    _place("building_area_m2", "建筑面积（平方米）", "计算每百户设施面积", kinds.DECIMAL, True),
    _place("activity_area_m2", "居民活动面积（平方米）", "计算居民活动区域占比", kinds.DECIMAL),
    _place("area_source", "面积依据", "说明面积从何而来", code_kind(AreaSource)),
    _place("hours", "开放时间", "计算开放时间是否达到 8 小时，告诉居民何时开门", kinds.HOURS),
    _place("barrier_free", "无障碍", "安排改造", kinds.FLAG),
    _place("age_friendly", "适老化", "安排改造", kinds.FLAG),
    _place("child_friendly", "适儿化", "安排改造", kinds.FLAG),
    _place("kiosk", "政务自助终端", "计算政务自助服务覆盖率", code_kind(Kiosk)),
    _place("kiosk_broken_on", "终端故障日期", "故障 30 天以内仍计为覆盖", kinds.DAY),
    _place("status", "状态", "只有在用的设施计入指标", code_kind(FacilityStatus), True),
    _place("valid_from", "起始日期", "确定这一行从何时起算", kinds.DAY, True),
    _place("valid_to", "截止日期", "确定这一行到何时为止（含当日）", kinds.DAY),
), FacilityInput, register_checks.check_facility)  # fmt: skip

WORKER = Register("worker", "社区工作者", (
    Column("ref", "编号", False, "与纸质名册对应的编号，留空则自动编号", kinds.REF, KEEP_STAFF),
    Column("unit_code", "单位代码", True, _UNIT_PURPOSE, kinds.UNIT_CODE, KEEP_STAFF),
    Column("full_name", "姓名", True, "认定工作者，签到和证书用", kinds.NAME, KEEP_STAFF),
    Column("birth_date", "出生日期", False, "区分同名的人", kinds.DAY, KEEP_STAFF),
    Column("id_number", "身份证号", False, "只用来查重：换算后只留校验值和末四位，不保存号码", kinds.ID_NUMBER, KEEP_STAFF),
    Column("post", "岗位", True, "了解队伍构成", kinds.PLACE, KEEP_STAFF),
    Column("full_time", "专职", True, "计算每万名城镇常住人口社区工作者", kinds.FLAG, KEEP_STAFF),
    Column("urban_roster", "城市社区在编", True, "计算每万名城镇常住人口社区工作者", kinds.FLAG, KEEP_STAFF),
    Column("certificates", "社工证书", False, "计算社会工作专业人才", code_list_kind(Certificate), KEEP_STAFF),
    Column("certificate_on", "取证日期", False, "确定从何时起计入", kinds.DAY, KEEP_STAFF),
    Column("employed_on", "入职日期", True, "确定从何时起计入", kinds.DAY, KEEP_STAFF),
    Column("left_on", "离职日期", False, "确定从何时起不再计入", kinds.DAY, KEEP_STAFF),
    Column("leave_from", "离岗起", False, "离岗超过 6 个月不计入", kinds.DAY, KEEP_STAFF),
    Column("leave_to", "离岗止", False, "离岗超过 6 个月不计入", kinds.DAY, KEEP_STAFF),
), WorkerInput, register_checks.check_worker)  # fmt: skip

COURSE = Register("course", "培训班", (
    _place("ref", "编号", "认定培训班，留空则自动编号", kinds.REF),
    _place("title", "名称", "在签到表和名册上显示", kinds.PLACE, True),
    _place("topic", "内容", "了解培训内容", kinds.PLACE),
    _place("organiser_level", "主办级别", "计算地区培训班", code_kind(OrganiserLevel), True),
    _place("mode", "方式", "了解培训方式", code_kind(CourseMode), True),
    _place("starts_on", "开始日期", "确定培训时间", kinds.DAY, True),
    _place("ends_on", "结束日期", "确定计入哪一年", kinds.DAY, True),
    _place("place", "地点", "印在签到表上", kinds.PLACE),
    _place("hours", "学时（45 分钟）", "印在名册和证书上", kinds.DECIMAL, True),
    _place("recognised", "认可", "只有认可的培训计入覆盖率", kinds.FLAG),
), CourseInput, register_checks.check_course)  # fmt: skip

ATTENDANCE = Register("attendance", "培训参加情况", (
    Column("unit_code", "单位代码", True, _UNIT_PURPOSE, kinds.UNIT_CODE, KEEP_STAFF),
    Column("course_ref", "培训班编号", True, "确定参加的是哪一班", kinds.REF, KEEP_STAFF),
    Column("worker_ref", "工作者编号", True, "确定是谁参加", kinds.REF, KEEP_STAFF),
    Column("sessions_attended", "到课次数", False, "了解到课情况，不决定是否计入", kinds.WHOLE, KEEP_STAFF),
    Column("result", "结果", True, "计算培训覆盖率", code_kind(Result), KEEP_STAFF),
    Column("certificate_no", "证书编号", False, "印在名册上", kinds.REF, KEEP_STAFF),
), AttendanceInput, register_checks.nothing)  # fmt: skip

VOLUNTEER = Register("volunteer", "志愿者", (
    Column("ref", "编号", False, "志愿者编号，留空则自动编号", kinds.REF),
    Column("unit_code", "单位代码", True, _UNIT_PURPOSE, kinds.UNIT_CODE),
    Column("full_name", "姓名", True, "认定志愿者，开具服务证明", kinds.NAME),
    Column("birth_date", "出生日期", True, "核对年龄条件（14 周岁以上），区分同名的人", kinds.DAY),
    Column("sex", "性别", False, "安排合适的服务", code_kind(Sex)),
    Column("phone", "电话", False, "联系参加活动", kinds.PHONE),
    Column("skills", "特长", False, "安排合适的服务", kinds.PLACE),
    Column("registered_on", "登记日期", False, "确定从何时起为志愿者", kinds.DAY),
    Column("guardian_consent", "监护人同意", False, "未满 18 周岁须监护人同意", kinds.FLAG),
), VolunteerInput, register_checks.check_volunteer)  # fmt: skip

ACTIVITY = Register("activity", "志愿活动", (
    _place("ref", "编号", "认定活动，留空则自动编号", kinds.REF),
    _place("unit_code", "单位代码", _UNIT_PURPOSE, kinds.UNIT_CODE, True),
    _place("title", "名称", "在名单和证明上显示", kinds.PLACE, True),
    _place("kind", "类别", "分类统计服务", kinds.PLACE, True),
    _place("starts_at", "开始时间", "核对服务时长", kinds.MINUTE, True),
    _place("ends_at", "结束时间", "核对服务时长", kinds.MINUTE, True),
    _place("place", "地点", "在证明上说明服务内容", kinds.PLACE),
    Column("leader", "负责人", False, "核实服务时长", kinds.NAME),
), ActivityInput, register_checks.check_activity)  # fmt: skip

SERVICE = Register("service", "志愿服务时长", (
    Column("unit_code", "单位代码", True, _UNIT_PURPOSE, kinds.UNIT_CODE),
    Column("volunteer_ref", "志愿者编号", True, "确定是谁的服务", kinds.REF),
    Column("activity_ref", "活动编号", True, "确定在哪次活动中", kinds.REF),
    Column("hours", "时长（小时）", True, "累计志愿服务时长，开具证明（不含路途）", kinds.DECIMAL),
    Column("verified_by", "核实人", False, "谁记录谁证明", kinds.NAME),
    Column("source", "来源", False, "说明记录从何而来", kinds.PLACE),
), ServiceInput, register_checks.nothing)  # fmt: skip

SURVEY = Register("survey", "满意度调查", (
    _place("unit_code", "单位代码", _UNIT_PURPOSE, kinds.UNIT_CODE, True),
    _place("held_on", "调查日期", "确定计入哪一年", kinds.DAY, True),
    _place("sample", "调查人数", "说明调查范围（不记名）", kinds.WHOLE, True),
    _place("satisfied", "满意人数", "计算满意率（不记名）", kinds.WHOLE, True),
), SurveyInput, register_checks.check_survey)  # fmt: skip

PROJECT = Register("project", "建设项目", (
    _place("name", "项目名称", "认定项目", kinds.PLACE, True),
    _place("completed_on", "竣工日期", "确定从何时起计入", kinds.DAY, True),
    _place("total_area_m2", "总建筑面积（平方米）", "计算商业和综合服务设施占比", kinds.DECIMAL, True),
    _place("commercial_area_m2", "商业面积（平方米）", "计算商业和综合服务设施占比", kinds.DECIMAL, True),
    _place("service_area_m2", "综合服务面积（平方米）", "计算商业和综合服务设施占比", kinds.DECIMAL, True),
), ProjectInput, register_checks.check_project)  # fmt: skip

LEDGER_TASK = Register("ledger_task", "年度任务", (
    _place("ref", "编号", "认定任务，留空则自动编号", kinds.REF),
    _place("clause", "规划条款", "说明任务的依据", kinds.PLACE),
    _place("title", "任务", "年度任务清单和工作台账", kinds.PLACE, True),
    _place("lead", "牵头单位", "说明由谁负责", kinds.PLACE),
    _place("due_on", "完成期限", "提醒按时完成", kinds.DAY),
    _place("progress", "进展", "工作台账", kinds.PLACE),
    _place("status", "状态", "说明是否完成", code_kind(TaskStatus)),
), LedgerTaskInput, register_checks.nothing)  # fmt: skip

HOLIDAY = Register("holiday", "节假日", (
    _place("day", "日期", "确定哪天放假或上班", kinds.DAY, True),
    _place("name", "名称", "在界面上显示", kinds.PLACE, True),
    _place("kind", "类别", "期限遇放假顺延到下一个工作日", code_kind(DayKind), True),
), HolidayInput, register_checks.nothing)  # fmt: skip

DEFINITION = Register("definition", "指标口径设定", (
    _place("key", "指标", "确定设定哪个指标", kinds.PLACE, True),
    _place("effective_from", "生效日期", "确定从何时起按新设定计算", kinds.DAY, True),
    _place("target", "目标", "新的目标值", kinds.DECIMAL),
    _place("settings", "参数", "新的参数，写成“名称=值;…”", kinds.PLACE),
    _place("reason", "理由", "说明为什么改", kinds.PLACE, True),
), DefinitionInput, register_checks.check_definition)  # fmt: skip

REGISTERS: Mapping[str, Register] = {
    register.name: register
    for register in (
        UNIT,
        UNIT_PROFILE,
        ELDER,
        VISIT,
        NEED,
        FACILITY,
        WORKER,
        COURSE,
        ATTENDANCE,
        VOLUNTEER,
        ACTIVITY,
        SERVICE,
        SURVEY,
        PROJECT,
        LEDGER_TASK,
        HOLIDAY,
        DEFINITION,
    )
}
"""The registers by name, in the order in which they are loaded."""
