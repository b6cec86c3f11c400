"""Invented inputs of the forms; names in Chinese and Uyghur."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from db.codes import CareLevel, Category, Sex
from kashi_desktop.printing.blank_visit_form import write_blank_visit_forms
from kashi_desktop.printing.data_dictionary import write_data_dictionary
from kashi_desktop.printing.due_list import write_due_list
from kashi_desktop.printing.elder_card import write_elder_cards
from kashi_desktop.printing.facility_sheet import write_facility_sheets
from kashi_desktop.printing.monthly_summary import write_monthly_summary
from kashi_desktop.printing.needs_list import write_needs_list
from kashi_desktop.printing.silent_units import write_silent_units
from kashi_desktop.printing.subject_copy import write_subject_copy
from kashi_desktop.printing.training import write_certificate_list, write_training_sign_in
from kashi_desktop.printing.volunteer_certificate import write_volunteer_certificates
from kashi_desktop.types.office_paper import (
    DataDictionarySheet,
    DictionaryRow,
    FacilityShare,
    FacilitySheet,
    FacilityState,
    MonthlySummarySheet,
    NeedsListLine,
    NeedsListSheet,
    SeasonHours,
    SilentUnit,
    SilentUnitsSheet,
    SummaryRow,
    SummarySection,
)
from kashi_desktop.types.paper import (
    BlankVisitForms,
    CardVisit,
    CertificateLine,
    CertificateListSheet,
    CertifiedService,
    CopyVisit,
    CourseHead,
    DueLine,
    DueListSheet,
    ElderCardSheet,
    FormElder,
    KeptItem,
    KeptVersion,
    PersonNeed,
    SignInLine,
    SubjectCopySheet,
    TrainingSignInSheet,
    VolunteerCertificateSheet,
)

UNIT = "示例县河畔社区居委会"
TODAY = date(2026, 11, 23)
UYGHUR = "مەمتىمىن تۇرسۇن"
NAMES = ("买买提·吐尔逊", UYGHUR, "王秀英", "阿卜杜热合曼江·艾合买提", "㛃𬱖䶮")
ID_NUMBER = "653121198804050012"


def name(number: int) -> str:
    return NAMES[number % len(NAMES)]


def service(number: int) -> CertifiedService:
    content = ("重阳节探望老人，打扫院子、检查煤炉", "社区义务理发", "冬季取暖安全入户宣传")[number % 3]
    return CertifiedService(date(2026, 1, 5) + timedelta(days=7 * number), content, "河畔社区服务中心", Decimal("2.50"))


CERTIFICATE = VolunteerCertificateSheet(
    certificate_no="HP-2026-0017",
    full_name=UYGHUR,
    volunteer_no="V-0012",
    services=tuple(service(n) for n in range(5)),
    issuer=UNIT,
    handler="古丽娜尔",
    contact="0998-1234567",
    issued_on=TODAY,
    id_number=ID_NUMBER,
)

COURSE = CourseHead(
    "社区工作者探访关爱与居家安全实务培训",
    "示例县民政局",
    "线下",
    date(2026, 11, 18),
    date(2026, 11, 19),
    "示例县党校二号教室",
    Decimal("16.00"),
)
SIGN_IN = TrainingSignInSheet(
    COURSE, tuple(SignInLine(name(n), UNIT, "社区工作者") for n in range(30)), TODAY, "第 1 场（11月18日上午）", blank_rows=6
)
CERTIFICATES = CertificateListSheet(
    COURSE,
    tuple(
        CertificateLine(
            name(n), UNIT, ("合格", "合格", "缺勤")[n % 3], "" if n % 3 == 2 else f"PX2026-{n + 1:04d}", "补考" if n == 4 else ""
        )
        for n in range(40)
    ),
    TODAY,
)

FACILITY = FacilitySheet(
    unit_name=UNIT,
    code="HP-01",
    name="河畔社区综合服务中心",
    kind="综合服务中心",
    printed_on=TODAY,
    states=(
        FacilityState("在建", date(2021, 3, 1), date(2022, 6, 30), Decimal("420"), None),
        FacilityState("在用", date(2022, 7, 1), None, Decimal("450"), Decimal("72.5")),
    ),
    hours=(
        SeasonHours("4月至10月", "10:00–14:00，16:00–20:30", Decimal("8.50")),
        SeasonHours("11月至次年3月", "10:00–14:00，15:30–19:30", Decimal("8.00")),
    ),
    shares=(
        FacilityShare(UNIT, "653121100001", "2", Decimal("300.00"), Decimal("48.33")),
        FacilityShare("示例县柳树社区居委会", "653121100002", "1", Decimal("150.00"), Decimal("24.17")),
    ),
    year_built=2022,
    tenure="自建",
    area_source="测绘报告",
    barrier_free=True,
    age_friendly=True,
    child_friendly=None,
    kiosk="故障",
    kiosk_broken_on=date(2026, 11, 2),
    remarks="二楼多功能厅周末借给志愿服务队使用。",
)

SUMMARY = MonthlySummarySheet(
    unit_name=UNIT,
    month="2026-11",
    sections=(
        SummarySection(
            "老年人探访",
            (
                SummaryRow("应探访（人）", "48", "月末在册、截止日以前登记，谢绝上门且没有联系上的除外"),
                SummaryRow("已探访（人）", "47"),
                SummaryRow("月探访率", "97.92 %", "目标 100 %，未达到；未见到：王秀英"),
                SummaryRow("本月新增（人）", "3", "其中截止日后登记 1 人"),
                SummaryRow("本月减少（人）", "2", "去世 1 人，迁出 1 人"),
            ),
        ),
        SummarySection(
            "探访方式",
            (SummaryRow("上门", "70"), SummaryRow("电话", "21"), SummaryRow("到服务中心", "5"), SummaryRow("视频", "2")),
            total="98",
        ),
        SummarySection(
            "探访结果",
            (SummaryRow("已见面", "75"), SummaryRow("已通话", "18"), SummaryRow("无人应答", "4"), SummaryRow("紧急处置", "1")),
            total="98",
        ),
        SummarySection(
            "需求办理", (SummaryRow("新提出（项）", "9"), SummaryRow("已办结（项）", "7"), SummaryRow("待办（项）", "4", "已过期限 1 项"))
        ),
        SummarySection(
            "服务设施",
            (SummaryRow("建筑面积（㎡）", "450.00", "每百户 35.16 ㎡，目标 30 ㎡"),),
            note="口径：按在用设施和最近一次概况计算。",
        ),
        SummarySection("培训", ()),
        SummarySection("志愿服务", (SummaryRow("活动（次）", "4"), SummaryRow("服务时长（小时）", "86.5", f"{UYGHUR} 等 12 人"))),
    ),
    printed_on=date(2026, 11, 30),
)

CARD = ElderCardSheet(
    unit_name=UNIT,
    elder_ref="T-014",
    full_name=UYGHUR,
    sex=Sex.MALE,
    birth_date=date(1941, 3, 2),
    categories=(Category.LIVING_ALONE, Category.ADVANCED_AGE),
    care_level=CareLevel.HIGH,
    enrolled_on=date(2025, 3, 1),
    printed_on=TODAY,
    group="2 小队",
    address="2 小队 14 号",
    id_masked="****************25",
    phone_masked="138****1234",
    contact_name="买买提·吐尔逊",
    contact_relation="侄子",
    contact_phone_masked="139****5678",
    consent_on=date(2025, 3, 1),
    rhythm="至少每 7 天一次",
    due="2026年11月25日",
    visits=(
        CardVisit(
            date(2026, 11, 18),
            "上门",
            "已见面",
            ("古丽娜尔", "李明"),
            "饮食起居：需关注；取暖·CO：紧急。煤炉烟道松动，已请维修队当天来看。",
        ),
        CardVisit(date(2026, 11, 11), "电话", "已通话", ("李明",)),
    ),
    needs=(PersonNeed(date(2026, 11, 18), "维修", "转介", "社区维修队", date(2026, 11, 20), "办理中"),),
)

KEEP, SEES = "注销或离开后 3 年删除，只留不含个人信息的合计", "本村（社区）经办人和县级经办人"
COPY = SubjectCopySheet(
    office_name=UNIT,
    contact="河畔路 3 号，0998-1234567",
    full_name=UYGHUR,
    elder_ref="T-014",
    items=(
        KeptItem("姓名", UYGHUR, "认定服务对象，上门时称呼", SEES, KEEP),
        KeptItem("出生日期", "1941年3月2日", "区分同名的人，核对年龄条件", SEES, KEEP),
        KeptItem("身份证号", "不保存号码，只留末两位 25", "只用来查重", SEES, KEEP),
        KeptItem("电话", "13800001234", "电话探访和紧急联系（须本人同意）", SEES, KEEP),
        KeptItem("住址", "2 小队 14 号", "上门探访（须本人同意）", SEES, KEEP),
    ),
    printed_on=TODAY,
    visits=tuple(
        CopyVisit(
            datetime(2026, 11, n + 1, 10, 40),
            "上门",
            "已见面",
            ("古丽娜尔", "李明"),
            "健康：正常；饮食起居：需关注",
            "煤炉烟道松动，已请维修队来看。",
        )
        for n in range(12)
    ),
    needs=CARD.needs,
    versions=(KeptVersion(datetime(2026, 11, 20, 9, 5), "李明（经办人）", "11月18日探访的时间由 16:40 改为 10:40", "录错"),),
)

FORMS = BlankVisitForms(
    UNIT,
    TODAY,
    (FormElder(UYGHUR, "T-014", 1941, "2 小队", "2026年11月25日"), FormElder("买买提·吐尔逊", "T-015", 1938, "4 小队")),
    blanks=1,
)

DUE = DueListSheet(
    UNIT,
    TODAY,
    tuple(
        DueLine(
            name(n),
            1935 + n % 20,
            f"{n % 4 + 1} 小队",
            (CareLevel.HIGH, CareLevel.MEDIUM, CareLevel.LOW)[n % 3],
            TODAY + timedelta(days=n - 5),
            max(0, 5 - n),
            n == 0,
            ("上次探访有紧急情况", "本月还没有见到", "")[n % 3],
            "打电话" if n == 1 else "",
        )
        for n in range(34)
    ),
)

SILENT = SilentUnitsSheet(
    "示例县民政局",
    "2026-11",
    tuple(
        SilentUnit(
            f"柳树村{n + 1}村委会", f"6531212002{n:02d}", "示例镇", ("2026-10", "2026-11")[n % 2 :], None if n == 3 else date(2026, 10, 28)
        )
        for n in range(25)
    ),
    300,
    TODAY,
)

NEEDS = NeedsListSheet(
    UNIT,
    TODAY,
    tuple(
        NeedsListLine(
            name(n),
            1935 + n,
            f"{n % 4 + 1} 小队",
            ("维修", "助餐", "政策咨询")[n % 3],
            ("待办", "办理中", "已办结")[n % 3],
            date(2026, 11, 2),
            "转介",
            "示例地区居家养老服务中心",
            None if n == 29 else TODAY + timedelta(days=n - 3),
            max(0, 3 - n),
            TODAY if n % 3 == 2 else None,
        )
        for n in range(30)
    ),
)

DICTIONARY = DataDictionarySheet(
    tuple(
        DictionaryRow(register, f"key_{n}_of_register", f"项目{n}", "上门探访（须本人同意）", SEES, KEEP)
        for register in ("老年人", "探访", "需求")
        for n in range(1, 13)
    ),
    TODAY,
)

PAPERS: dict[str, Callable[[Path], int]] = {
    "volunteer-certificate": lambda out: write_volunteer_certificates([CERTIFICATE], out),
    "training-sign-in": lambda out: write_training_sign_in(SIGN_IN, out),
    "certificate-list": lambda out: write_certificate_list(CERTIFICATES, out),
    "facility-sheet": lambda out: write_facility_sheets([FACILITY], out),
    "monthly-summary": lambda out: write_monthly_summary(SUMMARY, out),
    "elder-card": lambda out: write_elder_cards([CARD], out),
    "subject-copy": lambda out: write_subject_copy(COPY, out),
    "blank-visit-forms": lambda out: write_blank_visit_forms(FORMS, out),
    "due-list": lambda out: write_due_list(DUE, out),
    "silent-units": lambda out: write_silent_units(SILENT, out),
    "needs-list": lambda out: write_needs_list(NEEDS, out),
    "data-dictionary": lambda out: write_data_dictionary(DICTIONARY, out),
}
