"""How each register is shown where the default is not good enough: its icon, its table, the order and the places of its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from ui.shared.form_fields import Kind


@dataclass(frozen=True, slots=True)
class FieldLook:
    """One field; texts belong to the context ``registers``.

    In the form it takes ``span`` quarters of the width, stands in the left or right ``half`` (1, 2), begins a part under the heading
    ``group``, shows an ``example`` while it is empty and ``note`` beside its label (else the purpose stands in the tooltip). ``kind`` is
    another input than that of its cells, ``ahead`` reads a day without a year as one that may lie ahead. ``after`` is
    the column with the moment at which it began.
    """

    span: int = 0
    half: int = 0
    group: str = ""
    example: str = ""
    note: str = ""
    kind: Kind | None = None
    ahead: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One register.

    ``table`` are the columns of its list in their order, the first in bold; ``aside`` those for which the list has no room (the card and
    the workbook have them), ``stretch`` the column that takes what is left. ``form`` are the fields that come first, ``untyped`` those
    that nobody types there. A field that is named nowhere stands at the end of form, list and card; one that needs consent not in the list.
    """

    icon: str = "list"
    empty: str = QT_TRANSLATE_NOOP("registers", "登记的内容会列在这里。")
    table: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    stretch: str = ""
    form: tuple[str, ...] = ()
    untyped: tuple[str, ...] = ()
    fields: Mapping[str, FieldLook] = field(default_factory=dict)


def _keys(words: str) -> tuple[str, ...]:
    return tuple(words.split())


LOOKS: Mapping[str, Look] = {
    "unit": Look(
        "home",
        QT_TRANSLATE_NOOP("registers", "单位随邀请和数据包进来；代码或名称变了，可以从表格导入。"),
        table=("name", "code", "level", "kind", "urban_rural_class", "active"),
        aside=("parent_code",),
        stretch="name",
    ),
    "unit_profile": Look(
        "chart",
        QT_TRANSLATE_NOOP("registers", "每年填一次户数和人口，每百户面积、每万人工作者才算得出来。"),
        table=("as_of", "households", "resident_population", "urban_resident_population", "social_organisations", "proxy_service"),
        aside=("social_work_station", "elder_care_land_m2"),
        stretch="proxy_service",
    ),
    "elder": Look(
        table=("full_name", "ref", "group", "care_level", "categories", "phone"),
        aside=_keys(
            "sex birth_date id_number address contact_name contact_relation contact_phone enrolled_on consent_on home_visit_declined"
            " closed_on closed_reason"
        ),
        stretch="categories",
        form=_keys(
            "full_name sex birth_date id_number categories care_level enrolled_on ref group consent_on phone address contact_name"
            " contact_relation contact_phone home_visit_declined"
        ),
        untyped=("unit_code", "closed_on", "closed_reason"),
        fields={
            "full_name": FieldLook(span=2, half=1, example=QT_TRANSLATE_NOOP("registers", "全名，不分姓和名")),
            "sex": FieldLook(half=1),
            "birth_date": FieldLook(half=1, example=QT_TRANSLATE_NOOP("registers", "年-月-日，如 19410305")),
            "id_number": FieldLook(half=1, kind="secret", note=QT_TRANSLATE_NOOP("registers", "可不填；只留末两位")),
            "categories": FieldLook(half=2),
            "care_level": FieldLook(half=2),
            "enrolled_on": FieldLook(half=2),
            "ref": FieldLook(half=2),
            "group": FieldLook(span=1, half=2),
            "consent_on": FieldLook(group=QT_TRANSLATE_NOOP("registers", "联系方式")),
            "address": FieldLook(example=QT_TRANSLATE_NOOP("registers", "例如：2 小队 14 号")),
            "contact_relation": FieldLook(span=1, example=QT_TRANSLATE_NOOP("registers", "例如：女儿")),
            "home_visit_declined": FieldLook(kind="check"),
        },
    ),
    "visit": Look(
        untyped=("ref", "unit_code", "elder_ref"),
        fields={"note": FieldLook(kind="lines", note=QT_TRANSLATE_NOOP("registers", "不写宗教、政治、病名"))},
    ),
    "need": Look(
        table=("elder_ref", "kind", "due_on", "action", "referral_to", "status"),
        aside=("ref", "visit_ref", "closed_on"),
        untyped=("ref", "unit_code", "elder_ref", "visit_ref", "status", "closed_on"),
        fields={
            "referral_to": FieldLook(example=QT_TRANSLATE_NOOP("registers", "例如：社区维修队")),
            "due_on": FieldLook(ahead=True),
        },
    ),
    "facility": Look(
        "building",
        QT_TRANSLATE_NOOP("registers", "带着卷尺和这张表走一圈：中心、活动室、日间照料，一处一行。"),
        table=("name", "code", "kind", "building_area_m2", "status", "valid_from"),
        aside=_keys(
            "year_built tenure activity_area_m2 area_source hours barrier_free age_friendly child_friendly kiosk kiosk_broken_on valid_to"
        ),
        stretch="name",
        fields={"hours": FieldLook(span=3), "valid_to": FieldLook(ahead=True)},
    ),
    "worker": Look(
        "person",
        QT_TRANSLATE_NOOP("registers", "登记社区工作者，才知道谁还没有培训、每万人有几名工作者。"),
        table=("full_name", "ref", "post", "full_time", "urban_roster", "certificates", "employed_on", "left_on"),
        aside=("birth_date", "id_number", "certificate_on", "leave_from", "leave_to"),
        stretch="post",
    ),
    "course": Look(
        "graduation",
        QT_TRANSLATE_NOOP("registers", "先登记培训班，再登记谁参加了。"),
        table=("title", "ref", "organiser_level", "mode", "starts_on", "ends_on", "hours", "recognised"),
        aside=("topic", "place"),
        stretch="title",
        form=("title", "organiser_level", "mode", "starts_on", "ends_on", "hours", "recognised", "place", "topic", "ref"),
        fields={
            "title": FieldLook(example=QT_TRANSLATE_NOOP("registers", "例如：社区工作者业务培训")),
            "recognised": FieldLook(note=QT_TRANSLATE_NOOP("registers", "只有认可的班才计入培训覆盖率")),
        },
    ),
    "attendance": Look(
        "check",
        QT_TRANSLATE_NOOP("registers", "先有培训班和社区工作者，才能登记参加情况。"),
        table=("worker_ref", "course_ref", "result", "sessions_attended", "certificate_no"),
        stretch="course_ref",
    ),
    "volunteer": Look(
        "hand_heart",
        QT_TRANSLATE_NOOP("registers", "登记志愿者，服务时长才能累计、开证明。"),
        table=("full_name", "ref", "birth_date", "sex", "phone", "skills", "registered_on"),
        aside=("guardian_consent",),
        stretch="skills",
    ),
    "activity": Look(
        "calendar",
        QT_TRANSLATE_NOOP("registers", "先登记活动，再登记每个人的时长。"),
        table=("title", "ref", "kind", "starts_at", "ends_at", "place", "leader"),
        stretch="title",
        form=("unit_code", "title", "kind", "starts_at", "ends_at", "place", "leader", "ref"),
        fields={
            "title": FieldLook(example=QT_TRANSLATE_NOOP("registers", "例如：给独居老人扫雪")),
            "kind": FieldLook(example=QT_TRANSLATE_NOOP("registers", "例如：敬老、环境、助学")),
            "ends_at": FieldLook(after="starts_at"),
            "leader": FieldLook(span=2, note=QT_TRANSLATE_NOOP("registers", "核实时长的人")),
        },
    ),
    "service": Look(
        "clock",
        QT_TRANSLATE_NOOP("registers", "先有志愿者和活动，才能登记时长。"),
        table=("volunteer_ref", "activity_ref", "hours", "verified_by", "source"),
        stretch="activity_ref",
    ),
    "survey": Look(
        "question",
        QT_TRANSLATE_NOOP("registers", "一年至少调查一次，只记人数，不记谁说了什么。"),
        stretch="satisfied",
    ),
    "project": Look(
        "building",
        QT_TRANSLATE_NOOP("registers", "新建社区的商业和综合服务面积，竣工后登记一行。"),
        stretch="name",
    ),
    "ledger_task": Look(
        "list",
        QT_TRANSLATE_NOOP("registers", "把年度任务清单一条一条写进来，或从表格导入；进展随时补。"),
        table=("title", "ref", "clause", "lead", "due_on", "status"),
        aside=("progress",),
        stretch="title",
        fields={
            "clause": FieldLook(span=1),
            "due_on": FieldLook(ahead=True),
            "progress": FieldLook(kind="lines"),
        },
    ),
    "holiday": Look(
        "calendar",
        QT_TRANSLATE_NOOP("registers", "登记放假和调休，期限遇放假会顺延到下一个工作日。"),
        stretch="name",
    ),
    "definition": Look(
        "gear",
        QT_TRANSLATE_NOOP("registers", "指标按规划的目标计算；县里要改目标或参数，在这里写明从哪天起、为什么。"),
        stretch="reason",
        fields={"effective_from": FieldLook(ahead=True), "reason": FieldLook(span=4)},
    ),
}
"""Registers by name; one without an entry is shown as ``Look()`` shows it."""


def look_of(register: str) -> Look:
    """The entry of a register, or the default."""
    return LOOKS.get(register, Look())
