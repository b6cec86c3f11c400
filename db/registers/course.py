"""Courses; one that a county or the prefecture entered is shared by all."""

from sqlalchemy import Index

from db.codes import CourseMode, OrganiserLevel
from db.declaring import EVERY_OFFICE, KEEP_PLACE, SEES_ALL, Columns, Register, column
from db.field_types import Day, Flag, Hours, Line, Ref, Title


class CourseInput(Columns):
    """A course; ``hours`` are lessons of 45 minutes."""

    ref: Ref = column("编号", "认定培训班，留空则自动编号", default="", nullable=False)
    title: Title = column("名称", "在签到表和名册上显示", cell="place")
    topic: Line = column("内容", "了解培训内容", default="", cell="place")
    organiser_level: OrganiserLevel = column("主办级别", "计算地区培训班", research="organiser_level")
    mode: CourseMode = column("方式", "了解培训方式")
    starts_on: Day = column("开始日期", "确定培训时间")
    ends_on: Day = column("结束日期", "确定计入哪一年", research="quarter")
    place: Line = column("地点", "印在签到表上", default="", cell="place")
    hours: Hours = column("学时（45 分钟）", "印在名册和证书上")
    recognised: Flag | None = column("认可", "只有认可的培训计入覆盖率", default=None, set_by="parent")


COURSE = Register(
    "course",
    "培训班",
    CourseInput,
    order=80,
    where="shared",
    streams="common",
    kept_at=EVERY_OFFICE,
    natural=("title", "starts_on", "organiser_level"),
    counts_for=("training_coverage", "prefecture_class"),
    checks=("course_dates", "course"),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    indexes=(Index("course_unit", "unit_id", "ref"),),
)
