"""The form of a course: what it is, who organised it, when, and whether it is recognised."""

from PySide6.QtCore import QCoreApplication

from db.codes import CourseMode, OrganiserLevel
from ui.shared.form_fields import FormField
from ui.shared.messages import label


def course_fields() -> tuple[FormField, ...]:
    """The fields in the order in which a notice of a course names them."""
    translate = QCoreApplication.translate
    organisers = tuple((each.value, label(each)) for each in OrganiserLevel)
    modes = tuple((each.value, label(each)) for each in CourseMode)
    return (
        FormField("title", translate("CourseForm", "名称"), required=True, placeholder=translate("CourseForm", "例如：社区工作者业务培训")),
        FormField("organiser_level", translate("CourseForm", "主办"), "code", required=True, choices=organisers),
        FormField("mode", translate("CourseForm", "方式"), "code", required=True, choices=modes),
        FormField("starts_on", translate("CourseForm", "开始日期"), "date", required=True),
        FormField("ends_on", translate("CourseForm", "结束日期"), "date", required=True),
        FormField(
            "hours", translate("CourseForm", "学时"), "decimal", required=True, help=translate("CourseForm", "一学时 45 分钟"), high=1000
        ),
        FormField(
            "recognised",
            translate("CourseForm", "认可"),
            "flag3",
            help=translate("CourseForm", "只有认可的班才计入培训覆盖率"),
        ),
        FormField("place", translate("CourseForm", "地点")),
        FormField("topic", translate("CourseForm", "内容")),
        FormField("ref", translate("CourseForm", "编号"), help=translate("CourseForm", "留空自动编号"), limit=40, span=1),
    )
