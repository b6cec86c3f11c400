"""Completed construction projects, of which the county answers."""

from db.declaring import COUNTY_ALONE, KEEP_PLACE, SEES_ALL, Columns, Register, column
from db.field_types import Area, Day, FullName


class ProjectInput(Columns):
    """A completed construction project."""

    name: FullName = column("项目名称", "认定项目", cell="place")
    completed_on: Day = column("竣工日期", "确定从何时起计入")
    total_area_m2: Area = column("总建筑面积（平方米）", "计算商业和综合服务设施占比")
    commercial_area_m2: Area = column("商业面积（平方米）", "计算商业和综合服务设施占比")
    service_area_m2: Area = column("综合服务面积（平方米）", "计算商业和综合服务设施占比")


PROJECT = Register(
    "project",
    "建设项目",
    ProjectInput,
    order=140,
    where="office",
    streams="office",
    created_by="office",
    kept_at=COUNTY_ALONE,
    natural=("name",),
    counts_for=("new_build_share",),
    checks=("project_areas", "project"),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
)
