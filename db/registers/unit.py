"""Places of the administrative line, and what each was from which day on."""

from sqlalchemy import Column as TableColumn
from sqlalchemy import Index, LargeBinary

from db.codes import UnitKind, UnitLevel, UrbanRuralClass
from db.declaring import EVERY_NUMBER, EVERY_OFFICE, KEEP_PLACE, SEES_ALL, Columns, Register, WireField, column
from db.field_types import Day, Flag, FullName, RecordId, RequiredUnitCode, Title, UnitCode


class UnitInput(Columns):
    """A place; ``active`` False takes it out of the denominators. Its id never changes, its code may."""

    code: RequiredUnitCode = column("单位代码", "12 位区划代码，用来认定单位", set_by="parent")
    name: FullName = column("单位名称", "在界面、名单和报表上显示", cell="place", set_by="parent")
    level: UnitLevel = column("级别", "确定单位在地区、县、乡、村中的位置", set_by="parent")
    kind: UnitKind | None = column("类别", "区分社区和村，用于分类计算指标", default=None, set_by="parent")
    parent_code: UnitCode = column(
        "上级代码", "确定向哪一级汇总", default="", kept_as=(WireField("parent_id", "ref"),), set_by="parent"
    )  # fmt: skip
    urban_rural_class: UrbanRuralClass | None = column("城乡分类", "确定是否计为城市社区", default=None, set_by="parent")
    active: Flag = column("在用", "撤并的单位不再计入指标", default=True, wire_default=True, set_by="parent")


class UnitStateInput(Columns):
    """What a place is from a day on; ``urban_override`` is the county's own word on whether it counts as an urban community.

    Rows exist only once something has changed, and for an override with its reason.
    """

    place: RecordId | None = column("单位", default=None, kept_as=(WireField("place_id", "ref", nullable=False),), set_by="parent")
    since: Day = column("自何日起", set_by="parent")
    kind: UnitKind | None = column("类别", default=None, set_by="parent")
    urban_rural_class: UrbanRuralClass | None = column("城乡分类", default=None, set_by="parent")
    active: Flag = column("在用", default=True, nullable=False, set_by="parent")
    urban_override: Flag | None = column("城市社区（县定）", default=None, set_by="parent")
    reason: Title = column("理由", nullable=True, set_by="parent")


UNIT = Register(
    "unit",
    "单位",
    UnitInput,
    order=10,
    where="self",
    streams="common",
    created_by="parent",
    kept_at=EVERY_OFFICE,
    natural=("code",),
    counts_for=(EVERY_NUMBER,),
    checks=("unit",),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    # The common stream of a unit of the lowest level: what lies there is of that unit alone.
    derived=(TableColumn("common", LargeBinary(16)),),
    indexes=(Index("unit_code", "code"), Index("unit_parent", "parent_id")),
)
UNIT_STATE = Register(
    "unit_state",
    "单位变更",
    UnitStateInput,
    where="self",
    streams="common",
    created_by="parent",
    kept_at=EVERY_OFFICE,
    natural=("place_id", "since"),
    counts_for=(EVERY_NUMBER,),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    indexes=(Index("unit_state_place", "place_id", "since"),),
)
