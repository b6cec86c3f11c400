"""What is wrong with one typed value: a stable code and a sentence, for rows of a sheet and fields of a form alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from db.declaring import Limits
from kashi_desktop.errors import QT_TRANSLATE_NOOP

TEMPLATES: Mapping[str, str] = {
    "required": QT_TRANSLATE_NOOP("errors", "这一栏没有填写，原有内容没有改动。请补填后再保存或导入。"),
    "too_long": QT_TRANSLATE_NOOP("errors", "这一栏最多 {max} 个字，原有内容没有改动。请缩短后再保存或导入。"),
    "bad_text": QT_TRANSLATE_NOOP("errors", "这一栏含有看不见的控制字符，原有内容没有改动。请重新录入这一栏。"),
    "bad_date": QT_TRANSLATE_NOOP("errors", "这不是有效的日期，原有内容没有改动。请按“2026-01-05”的样式填写 1900 年以后的日期。"),
    "bad_time": QT_TRANSLATE_NOOP("errors", "这不是有效的时间，原有内容没有改动。请按“2026-01-05 10:30”的样式填写到分钟。"),
    "bad_code": QT_TRANSLATE_NOOP("errors", "这一栏不在可选范围内，原有内容没有改动。可以填写：{allowed}。"),
    "bad_number": QT_TRANSLATE_NOOP("errors", "这不是有效的数字或超出范围，原有内容没有改动。请填写 {min} 到 {max} 之间的数字。"),
    "bad_unit_code": QT_TRANSLATE_NOOP("errors", "单位代码应为 12 位数字，原有内容没有改动。请核对代码后再保存或导入。"),
    "bad_phone": QT_TRANSLATE_NOOP("errors", "电话应为 5 至 20 位数字（可含 +、- 和空格），原有内容没有改动。请核对后重填。"),
    "bad_separator": QT_TRANSLATE_NOOP("errors", "单个姓名里不能有分号、顿号或逗号，原有内容没有改动。请把每个人分开填写。"),
    "id_length": QT_TRANSLATE_NOOP("errors", "身份证号应为 18 位（末位可为 X），没有保存。请对照证件重新录入，或留空。"),
    "id_checksum": QT_TRANSLATE_NOOP("errors", "身份证号校验码不对，可能有一位录错，没有保存。请对照证件重新录入，或留空。"),
    "id_birth_date": QT_TRANSLATE_NOOP("errors", "身份证号里的出生日期不存在，没有保存。请对照证件重新录入，或留空。"),
    "future_date": QT_TRANSLATE_NOOP("errors", "日期晚于今天（{today}），原有内容没有改动。请核对日期。"),
    "birth_too_early": QT_TRANSLATE_NOOP("errors", "按这个出生日期年龄超过 130 岁，原有内容没有改动。请核对日期。"),
    "before_birth": QT_TRANSLATE_NOOP("errors", "登记日期早于出生日期，原有内容没有改动。请核对这两个日期。"),
    "closed_before_enrolled": QT_TRANSLATE_NOOP("errors", "注销日期早于登记日期，原有内容没有改动。请核对这两个日期。"),
    "closed_reason_missing": QT_TRANSLATE_NOOP("errors", "填了注销日期但没有注销原因，原有内容没有改动。请补填原因。"),
    "closed_on_missing": QT_TRANSLATE_NOOP("errors", "填了注销原因但没有注销日期，原有内容没有改动。请补填日期。"),
    "status_mismatch": QT_TRANSLATE_NOOP("errors", "填了办结日期但需求还没有办结，原有内容没有改动。请改正状态或去掉办结日期。"),
    "unknown_column": QT_TRANSLATE_NOOP("errors", "这个登记簿没有这一栏，原有内容没有改动。请对照模板的表头。"),
    "activity_exceeds_building": QT_TRANSLATE_NOOP("errors", "居民活动面积大于建筑面积，原有内容没有改动。请核对这两个数字。"),
    "ends_before_start": QT_TRANSLATE_NOOP("errors", "结束早于开始，原有内容没有改动。请核对这两个日期或时间。"),
    "kiosk_not_broken": QT_TRANSLATE_NOOP("errors", "填了故障日期但自助终端不是故障状态，原有内容没有改动。请改正状态或去掉日期。"),
    "satisfied_exceeds_sample": QT_TRANSLATE_NOOP("errors", "满意人数多于调查人数，原有内容没有改动。请核对这两个数字。"),
    "parts_exceed_total": QT_TRANSLATE_NOOP("errors", "商业和服务设施面积之和大于总面积，原有内容没有改动。请核对这些数字。"),
    "volunteer_too_young": QT_TRANSLATE_NOOP("errors", "登记时不满 14 周岁，不能登记为志愿者，原有内容没有改动。请核对出生日期。"),
    "guardian_needed": QT_TRANSLATE_NOOP("errors", "登记时不满 18 周岁，要有监护人同意，原有内容没有改动。征得同意后请填“是”。"),
    "younger_than_60": QT_TRANSLATE_NOOP("errors", "年龄不满 60 岁，已照常接收。如因残疾等原因符合条件，不用改动；否则请核对出生日期。"),
    "id_disagrees": QT_TRANSLATE_NOOP("errors", "身份证号与填写的出生日期或性别不一致，已照常接收并做标记。请对照证件核对。"),
    "date_ahead": QT_TRANSLATE_NOOP("errors", "日期晚于今天（{today}），已照常接收。请核对日期。"),
    "consent_missing": QT_TRANSLATE_NOOP("errors", "没有本人同意，这一栏没有保存，其他内容已照常接收。征得同意并填写同意日期后再补录。"),
    "done_without_date": QT_TRANSLATE_NOOP("errors", "需求已办结但没有办结日期，已照常接收。请尽量补填日期。"),
    "kind_mismatch": QT_TRANSLATE_NOOP("errors", "单位类别与代码的惯例不一致，已按填写的类别接收。请核对类别。"),
    "level_mismatch": QT_TRANSLATE_NOOP("errors", "单位级别与代码不一致，已按填写的级别接收。请核对级别和代码。"),
    "pseudo_unit": QT_TRANSLATE_NOOP("errors", "这是农场、园区等虚拟乡镇的代码，不在服务范围，已照常接收。请核对代码。"),
    "definition_key": QT_TRANSLATE_NOOP("errors", "没有这项指标或设置，原有内容没有改动。可以填写：{allowed}。"),
    "definition_day": QT_TRANSLATE_NOOP("errors", "生效日期应晚于 {first}，原有内容没有改动。请核对日期。"),
    "definition_target": QT_TRANSLATE_NOOP(
        "errors", "目标值不在允许范围（{limits}）内，原有内容没有改动。目标可以提高，不能低于规划的要求。"
    ),
    "definition_settings": QT_TRANSLATE_NOOP(
        "errors", "参数不在允许范围内，原有内容没有改动。请写成“名称=值”，用分号隔开；允许：{limits}。"
    ),
    "definition_empty": QT_TRANSLATE_NOOP("errors", "目标值和参数都没有填写，原有内容没有改动。请至少填写一项。"),
    "bad_hours": QT_TRANSLATE_NOOP(
        "errors",
        "开放时间看不懂，原有内容没有改动。请写成“10:00-14:00,16:00-20:00”，或按月份写成“11-03=10:00-18:00|04-10=09:00-20:00”；一天最多两段。",
    ),
    "hours_overlap": QT_TRANSLATE_NOOP("errors", "开放时间的先后不对或两段重叠，原有内容没有改动。请从早到晚填写，两段不要重叠。"),
    "hours_months": QT_TRANSLATE_NOOP("errors", "同一个月份写了两种开放时间，原有内容没有改动。请让每个月份只出现一次。"),
    "unit_twice": QT_TRANSLATE_NOOP("errors", "同一个村（社区）写了两次，原有内容没有改动。请只写一次。"),
    "bad_share": QT_TRANSLATE_NOOP("errors", "分摊比例应为数字，且不能全为 0，原有内容没有改动。请写成“代码:比例”。"),
    "shares_mixed": QT_TRANSLATE_NOOP(
        "errors", "有的村（社区）写了分摊比例，有的没有，原有内容没有改动。请全部写上，或全部不写（按户数分摊）。"
    ),
    "zero_area": QT_TRANSLATE_NOOP("errors", "面积是 0，已照常接收。请核对面积。"),
    "kiosk_date_missing": QT_TRANSLATE_NOOP("errors", "自助终端故障但没有故障日期，已照常接收。没有日期时按超过 30 天计。请补填日期。"),
    "year_ahead": QT_TRANSLATE_NOOP("errors", "建成年份晚于今年，已照常接收。请核对年份。"),
    "recognised_unknown": QT_TRANSLATE_NOOP("errors", "没有填是否认可，已照常接收，暂不计入培训覆盖率。请补填“是”或“否”。"),
    "worker_too_young": QT_TRANSLATE_NOOP("errors", "入职时不满 16 周岁，已照常接收。请核对出生日期和入职日期。"),
    "certificate_date_alone": QT_TRANSLATE_NOOP("errors", "填了证书日期但没有填证书，已照常接收。请核对。"),
    "no_sample": QT_TRANSLATE_NOOP("errors", "调查人数是 0，已照常接收。请核对人数。"),
    "long_activity": QT_TRANSLATE_NOOP("errors", "活动超过 {hours} 小时，已照常接收。请核对开始和结束的日期。"),
    "midnight_visit": QT_TRANSLATE_NOOP("errors", "探访时间是半夜 0 点，已照常接收。表格里只写了日期的，请补上时间。"),
    "urban_exceeds_total": QT_TRANSLATE_NOOP("errors", "城镇常住人口多于常住人口，已照常接收。请核对这两个数字。"),
}
"""Source sentences (translation context ``errors``) by code; those that say 已…接收 are warnings."""

_BY_TYPE = {
    "missing": "required",
    "string_too_short": "required",
    "too_short": "required",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_pattern_mismatch": "bad_text",
    "string_unicode": "bad_text",
    "string_type": "bad_text",
    "enum": "bad_code",
    "bool_type": "bad_code",
    "extra_forbidden": "unknown_column",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One remark on one column; ``value`` is masked, ``params`` fill the places of ``template`` (context ``errors``)."""

    column: str
    value: str
    code: str
    template: str
    params: Mapping[str, object]

    @property
    def message(self) -> str:
        """The sentence in the source language."""
        return self.template.format(**self.params)


def fault(column: str, code: str, value: str = "", **params: object) -> Fault:
    """A remark with the sentence that belongs to its code; ``value`` must already be masked."""
    return Fault(column, value, code, TEMPLATES[code], params)


def faults_of(error: ValidationError) -> tuple[Fault, ...]:
    """What pydantic found, in the codes and sentences of this program, without any of the values."""
    limits = _limits().get(error.title, {})
    found: dict[str, Fault] = {}
    for detail in error.errors(include_url=False, include_input=False):
        remark = _fault_of(detail, limits)
        # One remark a column: an unreadable member also leaves its list too short, which would only confuse.
        found.setdefault(remark.column, remark)
    return tuple(found.values())


@cache
def _limits() -> Mapping[str, Mapping[str, Limits]]:
    """The limits of each column by the name of its input and its key; pydantic names the bound that was broken, people want both."""
    from db.registers.registry import REGISTERS  # late: the first window needs the sentences, not the registers

    return {each.fields.__name__: {column.key: column.limits for column in each.columns} for each in REGISTERS.values()}


def _fault_of(detail: ErrorDetails, limits: Mapping[str, Limits]) -> Fault:
    context = dict(detail.get("ctx", {}))
    column = str(context.pop("column", "") or (detail["loc"][0] if detail["loc"] else ""))
    kind = detail["type"]
    if kind in TEMPLATES:
        return fault(column, kind, "", **context)
    code = _BY_TYPE.get(kind) or _range_code(kind, context)
    if code == "bad_text" and "{12}" in str(context.get("pattern", "")):  # the shape of a unit code
        code = "bad_unit_code"
    return fault(column, code, "", **_params(limits.get(column, Limits()), code, context))


def _range_code(kind: str, context: Mapping[str, object]) -> str:
    if kind.startswith("datetime"):
        return "bad_time"
    if kind.startswith("date") or "-" in str(context.get("ge", "")):
        return "bad_date"
    return "bad_number"


def _params(limits: Limits, code: str, context: Mapping[str, object]) -> dict[str, object]:
    if code == "too_long":
        return {"max": context.get("max_length", "")}
    if code == "bad_code":
        return {"allowed": str(context.get("expected", "1、0、是、否"))}
    if code == "bad_number":
        return number_bounds(limits)
    return {}


def number_bounds(limits: Limits) -> dict[str, object]:
    """Smallest and largest number of a column, for the sentence ``bad_number``."""
    return {"min": limits.least, "max": limits.most}
