"""Enums stored in columns, each member with the Chinese label that screens and paper show."""

from enum import StrEnum


class Code(StrEnum):
    """A stored code with its label; the label is the source text of the translation context ``codes``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Code":
        """Keep the stored word as the value and hang the label beside it; a look-up by value names no label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class UnitLevel(Code):
    """Level of an office or place in the administrative line."""

    PREFECTURE = "prefecture", "地区"
    COUNTY = "county", "县（市）"
    TOWNSHIP = "township", "乡镇（街道）"
    VILLAGE = "village", "村（社区）"


class UnitKind(Code):
    """Kind of a unit of the lowest level."""

    RESIDENT_COMMITTEE = "resident_committee", "社区居委会"
    VILLAGE_COMMITTEE = "village_committee", "村委会"


class UrbanRuralClass(Code):
    """Urban–rural class of the statistics office: 1xx urban, 2xx rural."""

    C111 = "111", "主城区"
    C112 = "112", "城乡结合区"
    C121 = "121", "镇中心区"
    C122 = "122", "镇乡结合区"
    C123 = "123", "特殊区域"
    C210 = "210", "乡中心区"
    C220 = "220", "村庄"


class Sex(Code):
    """Sex as on the identity card."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class Category(Code):
    """Kind of special hardship for which an elder is enrolled."""

    LIVING_ALONE = "living_alone", "独居"
    EMPTY_NEST = "empty_nest", "空巢"
    LEFT_BEHIND = "left_behind", "留守"
    DISABLED = "disabled", "失能"
    SEVERELY_DISABLED = "severely_disabled", "重残"
    BEREAVED = "bereaved", "计划生育特殊家庭"
    ADVANCED_AGE = "advanced_age", "高龄"
    LOW_INCOME_SUPPORT = "low_income_support", "低保特困"
    OTHER = "other", "其他"


class CareLevel(Code):
    """How often somebody looks in."""

    HIGH = "high", "高"
    MEDIUM = "medium", "中"
    LOW = "low", "低"


class ClosedReason(Code):
    """Why an enrolment ended."""

    DECEASED = "deceased", "去世"
    MOVED_OUT = "moved_out", "迁出"
    CARE_HOME = "care_home", "入住机构"
    WITHDRAWN = "withdrawn", "本人退出"
    INELIGIBLE = "ineligible", "不再符合条件"
    DUPLICATE = "duplicate", "重复登记"


class Method(Code):
    """How a visit was made."""

    HOME = "home", "上门"
    CENTRE = "centre", "到服务中心"
    PHONE = "phone", "电话"
    VIDEO = "video", "视频"


class Outcome(Code):
    """What came of a visit; the outcome alone decides whether it is effective."""

    MET = "met", "已见面"
    REMOTE = "remote", "已通话"
    PROXY = "proxy", "他人代答"
    NO_ANSWER = "no_answer", "无人应答"
    AWAY = "away", "外出"
    HOSPITAL = "hospital", "住院已联系"
    REFUSED = "refused", "本人谢绝"
    EMERGENCY = "emergency", "紧急处置"


class VisitorRole(Code):
    """Role of those who visited."""

    VILLAGE_STAFF = "village_staff", "村（社区）干部"
    WORKER = "worker", "社区工作者"
    SOCIAL_WORKER = "social_worker", "社工"
    VOLUNTEER = "volunteer", "志愿者"
    PROVIDER = "provider", "服务机构"


class Observation(Code):
    """State of one observed matter; unknown until somebody looked."""

    UNKNOWN = "unknown", "未了解"
    OK = "ok", "正常"
    ATTENTION = "attention", "需关注"
    URGENT = "urgent", "紧急"


class NeedKind(Code):
    """Kind of help asked for."""

    MEAL = "meal", "助餐"
    BATH = "bath", "助浴"
    CLEAN = "clean", "助洁"
    MEDICAL = "medical", "助医"
    ERRAND = "errand", "代办"
    REPAIR = "repair", "维修"
    ADAPT = "adapt", "适老化改造"
    TALK = "talk", "陪伴"
    POLICY = "policy", "政策咨询"
    LEGAL = "legal", "法律援助"
    OTHER = "other", "其他"


class NeedAction(Code):
    """What was done about a need at once."""

    ON_SITE = "on_site", "当场办理"
    REFERRED = "referred", "转介"
    NONE = "none", "暂未处理"


class NeedStatus(Code):
    """Where a need stands."""

    OPEN = "open", "待办"
    DOING = "doing", "办理中"
    DONE = "done", "已办结"
    DECLINED = "declined", "本人放弃"


class IdDisagrees(Code):
    """Which facts of the card disagree with the typed ones; kept instead of the number."""

    NONE = "none", "一致"
    BIRTH = "birth", "出生日期不一致"
    SEX = "sex", "性别不一致"
    BOTH = "both", "出生日期和性别都不一致"


class Role(Code):
    """What an account may do on its own device."""

    CLERK = "clerk", "经办人"
    MANAGER = "manager", "负责人"


class DeviceState(Code):
    """Standing of another office's device with this office."""

    WAITING = "waiting", "待核对"
    APPROVED = "approved", "已认可"
    REJECTED = "rejected", "已拒绝"
    REVOKED = "revoked", "已停用"


class RulingKind(Code):
    """What the office above says of a unit's laptops and of what they wrote (docs/exchange-rules.md)."""

    APPROVE = "approve", "认可"
    REVOKE = "revoke", "停用"
    ACCEPT = "accept", "接受"
    WITHDRAW = "withdraw", "撤回"
    TAKE_BACK = "take_back", "取消撤回"


class FacilityKind(Code):
    """Kind of a facility; the first five count as area of a unit (domain.md §5, I3)."""

    SERVICE_CENTRE = "service_centre", "综合服务中心"
    ACTIVITY_ROOM = "activity_room", "活动室"
    DAY_CARE = "day_care", "日间照料中心"
    HALL = "hall", "礼堂"
    CHILDCARE = "childcare", "托育点"
    CLINIC = "clinic", "卫生室"
    OTHER = "other", "其他"


class Tenure(Code):
    """How a facility was come by."""

    BUILT = "built", "自建"
    BOUGHT = "bought", "购置"
    ALLOCATED = "allocated", "划拨"
    LEASED = "leased", "租赁"
    SHARED = "shared", "共用"


class AreaSource(Code):
    """What an area rests on."""

    SURVEY = "survey", "实测"
    DEED = "deed", "产权证"
    ESTIMATE = "estimate", "估算"


class Kiosk(Code):
    """Self-service terminal of a facility."""

    NONE = "none", "没有"
    WORKING = "working", "正常"
    BROKEN = "broken", "故障"


class FacilityStatus(Code):
    """Standing of a facility from one day to another."""

    IN_USE = "in_use", "在用"
    BUILDING = "building", "在建"
    CLOSED = "closed", "停用"
    DEMOLISHED = "demolished", "已拆除"


class Certificate(Code):
    """Certificate of social work."""

    ASSISTANT = "assistant", "助理社会工作师"
    SOCIAL_WORKER = "social_worker", "社会工作师"
    SENIOR = "senior", "高级社会工作师"


class OrganiserLevel(Code):
    """Who organised a course."""

    PREFECTURE = "prefecture", "地区"
    COUNTY = "county", "县（市）"
    TOWNSHIP = "township", "乡镇（街道）"
    VILLAGE = "village", "村（社区）"
    ONLINE = "online", "网络"


class CourseMode(Code):
    """How a course was held."""

    IN_PERSON = "in_person", "面授"
    ONLINE = "online", "线上"
    MIXED = "mixed", "线上线下结合"


class Result(Code):
    """What came of a worker's part in a course; ``not_assessed`` means completed without an examination."""

    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"
    ABSENT = "absent", "缺席"
    NOT_ASSESSED = "not_assessed", "结业（不考核）"


class TaskStatus(Code):
    """Standing of a task of the annual list."""

    OPEN = "open", "未开始"
    DOING = "doing", "进行中"
    DONE = "done", "已完成"


class DayKind(Code):
    """What the calendar says of one day."""

    HOLIDAY = "holiday", "放假"
    WORKDAY = "workday", "调休上班"


class QuestionKind(Code):
    """What an office asks a unit to look at; a question, never an accusation."""

    BIRTH_DATE_ID = "birth_date_id", "出生日期与身份证号不一致"
    POSSIBLE_DUPLICATE = "possible_duplicate", "可能重复登记"
    IMPLAUSIBLE_AREA = "implausible_area", "面积与户数不相称"
    REPEATED_NOTES = "repeated_notes", "多条备注完全相同"
    OTHER = "other", "其他"


class QuestionStatus(Code):
    """Standing of a question."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"
    SETTLED = "settled", "已了结"


class ReportKind(Code):
    """Kind of an issued report."""

    MONTHLY = "monthly", "月度指标报告"
    ANNUAL = "annual", "年度书面报告"


USUAL_NEEDS = (
    NeedKind.REPAIR, NeedKind.MEAL, NeedKind.MEDICAL, NeedKind.ERRAND, NeedKind.TALK, NeedKind.POLICY, NeedKind.CLEAN,
    NeedKind.BATH, NeedKind.ADAPT, NeedKind.LEGAL, NeedKind.OTHER,
)  # fmt: skip
"""All kinds, the usual ones first: the order of the form and of the paper to fill by hand."""

UNSETTLED = (NeedStatus.OPEN, NeedStatus.DOING)
"""States of a need that still waits."""

EFFECTIVE = (Outcome.MET, Outcome.REMOTE, Outcome.HOSPITAL, Outcome.EMERGENCY)
"""Outcomes that count as having seen or reached the person (domain.md §5, V)."""

AREA_KINDS = (FacilityKind.SERVICE_CENTRE, FacilityKind.ACTIVITY_ROOM, FacilityKind.DAY_CARE, FacilityKind.HALL, FacilityKind.CHILDCARE)
"""Kinds whose area counts for the households of a unit (domain.md §5, I3 and I4)."""

URBAN_CLASSES = (UrbanRuralClass.C111, UrbanRuralClass.C112, UrbanRuralClass.C121, UrbanRuralClass.C122, UrbanRuralClass.C123)
"""Classes under which a residents' committee is an urban community (domain.md §2)."""

COMPLETED = (Result.PASSED, Result.NOT_ASSESSED)
"""Results that count as trained (domain.md §5, I8)."""
