"""Surveys of satisfaction, anonymous counts alone."""

from sqlalchemy import Index

from db.declaring import KEEP_PLACE, SEES_ALL, UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Count, Day, UnitCode


class SurveyInput(Columns):
    """Anonymous counts of a survey."""

    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=())
    held_on: Day = column("调查日期", "确定计入哪一年")
    sample: Count = column("调查人数", "说明调查范围（不记名）")
    satisfied: Count = column("满意人数", "计算满意率（不记名）")


SURVEY = Register(
    "survey",
    "满意度调查",
    SurveyInput,
    order=130,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("held_on",),
    event=True,
    counts_for=("survey_coverage",),
    checks=("survey_counts", "survey"),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    indexes=(Index("survey_unit", "unit_id", "held_on"),),
)
