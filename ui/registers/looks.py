"""How each register is shown: its icon, what it is for, the columns of its table and the places of its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from kashi_desktop.errors import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Look:
    """One register; texts belong to the context ``registers``.

    ``shown`` are the columns of the table in their order, the first in bold. ``spans`` are quarters of the form's width where they
    differ from the usual; ``wide`` the column that takes what is left.
    """

    icon: str
    empty: str
    shown: tuple[str, ...]
    wide: str
    spans: Mapping[str, int]


LOOKS: Mapping[str, Look] = {
    "unit": Look(
        "home",
        QT_TRANSLATE_NOOP("registers", "单位随邀请和数据包进来；代码或名称变了，可以从表格导入。"),
        ("name", "code", "level", "kind", "urban_rural_class", "active"),
        "name",
        {},
    ),
    "unit_profile": Look(
        "chart",
        QT_TRANSLATE_NOOP("registers", "每年填一次户数和人口，每百户面积、每万人工作者才算得出来。"),
        ("as_of", "households", "resident_population", "urban_resident_population", "social_organisations", "proxy_service"),
        "proxy_service",
        {"unit_code": 2},
    ),
    "facility": Look(
        "building",
        QT_TRANSLATE_NOOP("registers", "带着卷尺和这张表走一圈：中心、活动室、日间照料，一处一行。"),
        ("name", "code", "kind", "building_area_m2", "status", "valid_from"),
        "name",
        {"code": 1, "hours": 3},
    ),
    "worker": Look(
        "person",
        QT_TRANSLATE_NOOP("registers", "登记社区工作者，才知道谁还没有培训、每万人有几名工作者。"),
        ("full_name", "ref", "post", "full_time", "urban_roster", "certificates", "employed_on", "left_on"),
        "post",
        {"ref": 1, "full_name": 1, "id_number": 2, "unit_code": 2, "post": 2},
    ),
    "course": Look(
        "graduation",
        QT_TRANSLATE_NOOP("registers", "先登记培训班，再登记谁参加了。"),
        ("title", "ref", "organiser_level", "mode", "starts_on", "ends_on", "hours", "recognised"),
        "title",
        {"ref": 1, "title": 3, "topic": 2},
    ),
    "attendance": Look(
        "check",
        QT_TRANSLATE_NOOP("registers", "先有培训班和社区工作者，才能登记参加情况。"),
        ("worker_ref", "course_ref", "result", "sessions_attended", "certificate_no"),
        "course_ref",
        {"course_ref": 2, "worker_ref": 2, "certificate_no": 1},
    ),
    "volunteer": Look(
        "hand_heart",
        QT_TRANSLATE_NOOP("registers", "登记志愿者，服务时长才能累计、开证明。"),
        ("full_name", "ref", "birth_date", "sex", "phone", "skills", "registered_on"),
        "skills",
        {"ref": 1, "full_name": 1, "phone": 1},
    ),
    "activity": Look(
        "calendar",
        QT_TRANSLATE_NOOP("registers", "先登记活动，再登记每个人的时长。"),
        ("title", "ref", "kind", "starts_at", "ends_at", "place", "leader"),
        "title",
        {"ref": 1, "title": 3, "kind": 1, "leader": 1},
    ),
    "service": Look(
        "clock",
        QT_TRANSLATE_NOOP("registers", "先有志愿者和活动，才能登记时长。"),
        ("volunteer_ref", "activity_ref", "hours", "verified_by", "source"),
        "activity_ref",
        {"volunteer_ref": 2, "activity_ref": 2, "verified_by": 1},
    ),
    "survey": Look(
        "question",
        QT_TRANSLATE_NOOP("registers", "一年至少调查一次，只记人数，不记谁说了什么。"),
        ("held_on", "sample", "satisfied"),
        "satisfied",
        {"unit_code": 2},
    ),
    "project": Look(
        "building",
        QT_TRANSLATE_NOOP("registers", "新建社区的商业和综合服务面积，竣工后登记一行。"),
        ("name", "completed_on", "total_area_m2", "commercial_area_m2", "service_area_m2"),
        "name",
        {},
    ),
    "ledger_task": Look(
        "list",
        QT_TRANSLATE_NOOP("registers", "把年度任务清单一条一条写进来，或从表格导入；进展随时补。"),
        ("title", "ref", "clause", "lead", "due_on", "status"),
        "title",
        {"ref": 1, "clause": 1, "title": 2, "lead": 2},
    ),
    "holiday": Look(
        "calendar",
        QT_TRANSLATE_NOOP("registers", "登记放假和调休，期限遇放假会顺延到下一个工作日。"),
        ("day", "name", "kind"),
        "name",
        {},
    ),
    "definition": Look(
        "gear",
        QT_TRANSLATE_NOOP("registers", "指标按规划的目标计算；县里要改目标或参数，在这里写明从哪天起、为什么。"),
        ("key", "effective_from", "target", "settings", "reason"),
        "reason",
        {"key": 2, "settings": 2, "reason": 4},
    ),
}
