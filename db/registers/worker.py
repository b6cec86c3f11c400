"""Community workers, and what the post of each was from which day on."""

from sqlalchemy import Index

from db.declaring import KEEP_STAFF, UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, WireField, column
from db.field_types import Certificates, Day, Flag, FullName, IdNumber, RecordId, Ref, Title, UnitCode
from db.registers.elder import ID_KEPT


class WorkerInput(Columns):
    """A community worker as typed; ``full_time`` and ``urban_roster`` are today's, dated rows hold what they were."""

    ref: Ref = column("编号", "与纸质名册对应的编号，留空则自动编号", default="", nullable=False)
    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=(), research="township")
    full_name: FullName = column("姓名", "认定工作者，签到和证书用", decide=True)
    birth_date: Day | None = column("出生日期", "区分同名的人", default=None, decide=True)
    id_number: IdNumber = column("身份证号", "只用来查重：换算后只留校验值和末两位，不保存号码", default="", kept_as=ID_KEPT)
    post: Title = column("岗位", "了解队伍构成", cell="place")
    full_time: Flag = column("专职", "计算每万名城镇常住人口社区工作者", research="full_time")
    urban_roster: Flag = column("城市社区在编", "计算每万名城镇常住人口社区工作者")
    certificates: Certificates = column("社工证书", "计算社会工作专业人才", default=(), research="certificate")
    certificate_on: Day | None = column("取证日期", "确定从何时起计入", default=None)
    employed_on: Day = column("入职日期", "确定从何时起计入")
    left_on: Day | None = column("离职日期", "确定从何时起不再计入", default=None)
    leave_from: Day | None = column("离岗起", "离岗超过 6 个月不计入", default=None)
    leave_to: Day | None = column("离岗止", "离岗超过 6 个月不计入", default=None)


class WorkerStateColumns(Columns):
    """What a worker's post was from a day on; rows exist only once it has changed."""

    worker: RecordId = column("社区工作者", kept_as=(WireField("worker_id", "ref", nullable=False),))
    since: Day = column("自何日起")
    full_time: Flag = column("专职")
    urban_roster: Flag = column("城市社区在编")


WORKER = Register(
    "worker",
    "社区工作者",
    WorkerInput,
    order=70,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("full_name", "birth_date"),
    person=True,
    subject="id",
    counts_for=("workers_per_10k", "social_work_professionals", "training_coverage", "worker_coverage", "prefecture_class"),
    checks=("worker_dates", "worker"),
    keep=KEEP_STAFF,
    # Another row of which somebody confirmed that it is the same person.
    also=(WireField("same_as", "ref"),),
    indexes=(Index("worker_unit", "unit_id", "ref"),),
)
WORKER_STATE = Register(
    "worker_state",
    "岗位变动",
    WorkerStateColumns,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("worker_id", "since"),
    subject="worker_id",
    counts_for=("workers_per_10k",),
    keep=KEEP_STAFF,
    indexes=(Index("worker_state_worker", "worker_id", "since"),),
)
