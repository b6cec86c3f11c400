from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kashi_desktop.workspace import Workspace
from ui.shared.form_fields import FormField
from ui.shared.record_form import RecordForm
from ui.shared.unit_inputs import SharesInput, UnitInput

TODAY = date(2026, 11, 18)
CTRL = Qt.KeyboardModifier.ControlModifier
UNITS = (("653121100201", "吐斯鲁克村 · 托克扎克镇"), ("653121100202", "塔什里克村 · 托克扎克镇"), ("653121101201", "站敏村 · 站敏乡"))
KINDS = (("service_centre", "综合服务设施"), ("hall", "文化礼堂"))


def too_early(text: str) -> str:
    return "建成年份太早，请核对" if text < "1900" else ""


FIELDS = (
    FormField("name", "名称", required=True),
    FormField("kind", "类型", "code", required=True, choices=KINDS),
    FormField("area", "建筑面积", "decimal", low=0, high=100000),
    FormField("year", "建成年份", "int", check=too_early, group="其它"),
    FormField("opened", "开始日期", "date", required=True),
    FormField("held", "时间", "datetime"),
    FormField("free", "无障碍", "flag3", help="有坡道或电梯"),
    FormField("leaders", "负责人", "people"),
    FormField("unit", "单位", "unit", choices=UNITS),
    FormField("shared", "使用单位", "shares", choices=UNITS),
    FormField("uses", "用途", "codes", choices=(("meal", "助餐"), ("chess", "棋牌"))),
    FormField("hours", "开放时间", "hours"),
    FormField("note", "备注", "lines", limit=10),
)


@pytest.fixture
def form(qtbot: QtBot) -> RecordForm:
    made = RecordForm(FIELDS, lambda: TODAY, lambda: datetime(2026, 11, 18, 10, 0))
    qtbot.addWidget(made)
    made.resize(1118, 640)
    made.show()
    made.activateWindow()
    made.first_field().setFocus()
    qtbot.waitUntil(made.first_field().hasFocus)
    return made


def there() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_what_is_typed_comes_out_as_cells_of_the_register(form: RecordForm) -> None:
    widgets = {key: editor.widget for key, editor in form.editors.items()}
    QTest.keyClicks(widgets["name"], "Centre")
    QTest.keyClick(widgets["kind"], Qt.Key.Key_2)
    QTest.keyClicks(widgets["area"], "450.50")
    QTest.keyClicks(widgets["opened"], "1103")
    QTest.keyClicks(widgets["held"], "1103 940")
    QTest.keyClick(widgets["free"], Qt.Key.Key_2)
    form.set_values({"leaders": "古丽娜尔、李明", "unit": "653121101201", "hours": "10：00－14：00，16:00-20:00"})
    QTest.keyClick(widgets["uses"], Qt.Key.Key_2)
    values = form.values()
    assert {key: text for key, text in values.items() if text} == {
        "name": "Centre", "kind": "hall", "area": "450.5", "opened": "2026-11-03", "held": "2026-11-03 09:40", "free": "0",
        "leaders": "古丽娜尔;李明", "unit": "653121101201", "uses": "chess", "hours": "10:00-14:00,16:00-20:00",
    }  # fmt: skip
    assert form.problems() == []


def test_values_of_a_record_come_back_unchanged(form: RecordForm) -> None:
    record = {
        "name": "中心", "kind": "service_centre", "area": "12.5", "year": "2019", "opened": "2026-11-03", "held": "2026-11-03 09:40",
        "free": "1", "leaders": "古丽娜尔;李明", "unit": "653121100201", "shared": "653121100201:0.6;653121100202", "uses": "meal;chess",
        "hours": "11-03=10:00-18:00|04-10=09:30-19:30", "note": "二楼",
    }  # fmt: skip
    form.open_record(7, record)
    assert form.values() == record
    assert not form.dirty()
    assert form.problems() == []
    form.open_record(8, {})
    assert not any(form.values().values())


def test_saving_waits_and_says_for_which_field(form: RecordForm) -> None:
    assert not form.save.button.isEnabled()
    assert form.save.reason() == "名称：请填写"
    form.set_values({"name": "中心", "kind": "hall", "opened": "明天"})
    assert form.save.reason().startswith("开始日期：日期看不明白")
    form.set_values({"opened": "2026-11-03", "year": "1066", "area": "-1", "note": "一二三四五六七八九十十一", "hours": "全天"})
    reasons = form.problems()
    assert [reason.partition("：")[0] for reason in reasons] == ["建筑面积", "建成年份", "开放时间", "备注"]
    form.set_values({"year": "2019.5"})
    assert "建成年份：请填整数" in form.problems()
    form.set_values({"year": "2019", "area": "1", "note": "", "hours": ""})
    assert form.save.button.isEnabled()


def test_the_keyboard_saves_and_leaves(form: RecordForm, qtbot: QtBot) -> None:
    form.set_values({"name": "中心", "kind": "hall", "opened": "2026-11-03"})
    with qtbot.waitSignal(form.save_wanted) as saved:
        QTest.keyClick(there(), Qt.Key.Key_Return, CTRL)
    assert saved.args is not None
    assert saved.args[0]["kind"] == "hall"
    with qtbot.waitSignal(form.cancelled):
        QTest.keyClick(there(), Qt.Key.Key_Escape)


SEVEN, EIGHT = (bytes([number]) * 16 for number in (7, 8))


def test_what_was_typed_is_there_again_until_it_is_thrown_away(form: RecordForm, village: Workspace) -> None:
    form.keep_drafts(village.drafts, "facility")
    form.open_record(SEVEN, {"name": "中心"})
    form.set_values({"name": "新中心"})
    assert form.dirty()
    QTest.keyClick(there(), Qt.Key.Key_Escape)
    form.open_record(EIGHT, {"name": "别的"})
    assert form.value("name") == "别的"
    assert not form.kept.isVisible()
    form.open_record(SEVEN, {"name": "中心"})
    assert form.value("name") == "新中心"
    assert form.kept.isVisible()
    assert form.dirty()
    form.restore()
    assert form.value("name") == "中心"
    assert not form.dirty()
    assert not form.kept.isVisible()


def test_after_saving_nothing_is_kept_back(form: RecordForm, village: Workspace) -> None:
    form.keep_drafts(village.drafts, "facility")
    form.open_record(SEVEN, {})
    form.set_values({"name": "中心"})
    form.mark_saved()
    QTest.keyClick(there(), Qt.Key.Key_Escape)
    form.open_record(SEVEN, {"name": "改过的中心"})
    assert form.value("name") == "改过的中心"


def test_a_power_cut_costs_nothing_but_what_must_not_be_written(village: Workspace, qtbot: QtBot) -> None:
    fields = (
        FormField("name", "名称", required=True),
        FormField("id_number", "身份证号", drafted=False),
        FormField("area", "面积", "decimal"),
    )

    def opened(values: dict[str, str]) -> RecordForm:
        made = RecordForm(fields, lambda: TODAY)
        qtbot.addWidget(made)
        made.keep_drafts(village.drafts, "worker")
        made.open_record(SEVEN, values)
        return made

    form = opened({"name": "古丽", "area": "1"})
    form.set_values({"name": "古丽娜", "id_number": "653101194003050025"})
    qtbot.waitUntil(lambda: village.drafts.find("worker", SEVEN) is not None)
    assert village.drafts.find("worker", SEVEN) == {"name": "古丽娜"}
    # Nobody left the form in peace: what another laptop changed meanwhile stands beside what was typed.
    again = opened({"name": "古丽", "area": "2"})
    assert again.values() == {"name": "古丽娜", "id_number": "", "area": "2"}
    again.set_values({"name": "古丽"})
    qtbot.waitUntil(lambda: village.drafts.find("worker", SEVEN) is None)


def test_faults_stand_below_their_fields_and_the_keyboard_goes_to_the_first(form: RecordForm) -> None:
    form.show_faults([("year", "年份比开始日期晚。"), ("nothing", "这个单位已经停用。"), ("note", "太长。")])
    year = form.editors["year"].widget
    assert year.hasFocus()
    assert year.accessibleDescription() == "年份比开始日期晚。"
    assert form.fault.text() == "这个单位已经停用。"
    QTest.keyClicks(year, "2")
    assert year.accessibleDescription() == "", "typing answers the fault"
    form.show_warnings(["面积为 0，请核对。"])
    assert form.warnings.isVisible()
    form.open_record(1, {})
    assert not form.warnings.isVisible()
    assert not form.fault.isVisible()


def test_tab_walks_the_fields_in_reading_order(form: RecordForm) -> None:
    form.open_record(1, {"shared": "653121100201:0.6;653121100202"})
    form.first_field().setFocus()
    seen = [there()]
    while len(seen) < 40:
        QTest.keyClick(there(), Qt.Key.Key_Tab)
        if there() in seen:
            break
        seen.append(there())
    shares = form.editors["shared"].widget
    assert isinstance(shares, SharesInput)
    wanted: list[QWidget] = []
    for key, editor in form.editors.items():
        stops = [stop for line in shares.lines for stop in (line.unit, line.share, line.away)]
        wanted += [*stops, shares.more] if key == "shared" else [editor.widget]
    assert seen[: len(wanted)] == wanted
    assert seen[len(wanted)] is form.cancel


def test_with_large_type_the_fields_stand_in_fewer_columns(form: RecordForm) -> None:
    name, kind = form.boxes["name"], form.boxes["kind"]
    assert name.y() == kind.y()
    form.resize(500, 640)
    QApplication.processEvents()
    assert name.y() < kind.y()


def test_long_words_of_a_choice_do_not_widen_its_column(qtbot: QtBot) -> None:
    long = (("long", "很长的类型名称" * 12),)
    made = RecordForm((FormField("kind", "类型", "code", choices=long), FormField("area", "建筑面积", "decimal")), lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1118, 400)
    made.show()
    assert abs(made.boxes["kind"].width() - made.boxes["area"].width()) <= 1


def test_what_was_saved_after_leaving_is_not_offered_again(form: RecordForm) -> None:
    form.open_record(7, {})
    form.set_values({"name": "中心"})
    QTest.keyClick(there(), Qt.Key.Key_Escape)
    form.mark_saved()
    form.open_record(7, {"name": "中心（改）"})
    assert form.value("name") == "中心（改）"


def test_a_field_that_is_closed_or_left_out_holds_nothing_up(form: RecordForm) -> None:
    form.set_values({"name": "中心", "kind": "hall"})
    form.set_enabled("opened", False, "先征得同意")
    assert form.problems() == []
    form.set_enabled("opened", True)
    form.set_shown("opened", False)
    assert form.problems() == []
    form.set_shown("opened", True)
    assert form.problems() == ["开始日期：请填写"]


def test_choices_can_come_later(form: RecordForm) -> None:
    form.set_choices("kind", (("park", "公园"),))
    form.set_choices("unit", (("1", "一村"),))
    form.set_choices("uses", (("read", "阅读"),))
    form.set_values({"kind": "park", "unit": "1", "uses": "read"})
    assert [form.value(key) for key in ("kind", "unit", "uses")] == ["park", "1", "read"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("站敏村", "653121101201"), ("653121100202", "653121100202"), ("塔什", "653121100202"), ("托克扎克", "托克扎克"), ("", "")],
)
def test_a_unit_is_meant_by_a_part_of_its_name(qtbot: QtBot, typed: str, value: str) -> None:
    edit = UnitInput("单位", UNITS)
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.value() == value
    assert bool(edit.problem()) == (value == "托克扎克")


def test_units_that_share_are_added_and_taken_away_by_key(qtbot: QtBot) -> None:
    shares = SharesInput("使用单位", UNITS)
    qtbot.addWidget(shares)
    shares.show()
    shares.lines[0].unit.setText("站敏村")
    QTest.keyClick(shares.more, Qt.Key.Key_Return)
    shares.lines[1].unit.setText("塔什")
    shares.lines[1].share.setText("０.40")
    assert shares.value() == "653121101201;653121100202:0.4"
    shares.lines[1].share.setText("一半")
    assert shares.problem() == "份额应是大于 0 的数"
    shares.lines[1].unit.setText("站敏村")
    assert shares.problem() == "同一个单位填了两次"
    QTest.keyClick(shares.lines[0].away, Qt.Key.Key_Return)
    assert shares.value() == "653121101201:一半"
    QTest.keyClick(shares.lines[0].away, Qt.Key.Key_Return)
    assert shares.value() == ""
    assert len(shares.lines) == 1
