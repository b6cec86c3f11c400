"""The form of an activity: what it is, when, where and under whom."""

from PySide6.QtCore import QCoreApplication

from ui.shared.form_fields import FormField


def activity_fields() -> tuple[FormField, ...]:
    """The fields in the order in which an activity is planned."""
    translate = QCoreApplication.translate
    return (
        FormField("title", translate("ActivityForm", "名称"), required=True, placeholder=translate("ActivityForm", "例如：给独居老人扫雪")),
        FormField(
            "kind",
            translate("ActivityForm", "类别"),
            required=True,
            placeholder=translate("ActivityForm", "例如：敬老、环境、助学"),
            limit=40,
        ),
        FormField("starts_at", translate("ActivityForm", "开始"), "datetime", required=True),
        FormField("ends_at", translate("ActivityForm", "结束"), "datetime", required=True),
        FormField("place", translate("ActivityForm", "地点")),
        FormField("leader", translate("ActivityForm", "负责人"), help=translate("ActivityForm", "核实时长的人"), limit=50),
        FormField("ref", translate("ActivityForm", "编号"), help=translate("ActivityForm", "留空自动编号"), limit=40, span=1),
    )
