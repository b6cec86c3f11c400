"""Invented inputs of documents and readers of what was printed."""

import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from db.codes import CareLevel, Category, Method, NeedAction, NeedKind, Observation, Outcome, Sex, VisitorRole
from kashi_desktop.printing import faces
from kashi_desktop.types.documents import (
    InvitationSlip,
    LedgerRow,
    LedgerVisit,
    NeedLine,
    RecoverySheet,
    VisitLedgerSheet,
    VisitRecordSheet,
)

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "pdf"
FINGERPRINT = "12345 67890 13579 24680 11223"

RECORD = VisitRecordSheet(
    unit_name="示例县河畔社区居委会",
    visit_ref="A1B2-000123",
    elder_name="买买提·吐尔逊",
    sex=Sex.MALE,
    birth_date=date(1941, 3, 2),
    elder_ref="T-014",
    categories=(Category.LIVING_ALONE, Category.ADVANCED_AGE),
    care_level=CareLevel.HIGH,
    visited_at=datetime(2026, 11, 18, 10, 40),
    method=Method.HOME,
    outcome=Outcome.MET,
    visitors=("古丽娜尔", "李明"),
    printed_on=date(2026, 11, 23),
    group="2 小队",
    address="2 小队 14 号",
    id_masked="****************25",
    phone_masked="138****1234",
    consent_on=date(2025, 3, 1),
    visitor_role=VisitorRole.VILLAGE_STAFF,
    minutes=25,
    observations={"health": Observation.OK, "daily": Observation.ATTENTION, "heating": Observation.URGENT},
    needs=(NeedLine(NeedKind.REPAIR, NeedAction.REFERRED, "社区维修队", date(2026, 11, 20)),),
    note="煤炉烟道松动，已请维修队当天来看。",
)

CROWDED = replace(
    RECORD,
    elder_name=("㛃𬱖䶮·" + "阿卜杜热合曼·买买提明" * 5)[:50],
    unit_name="示例地区示例县河畔镇柳树社区居民委员会东片区服务站" * 2,
    address="柳树路" * 30,
    visitors=tuple(f"访问员{n}·柳树" for n in range(12)),
    categories=tuple(Category),
    needs=tuple(NeedLine(kind, NeedAction.REFERRED, "示例地区居家养老服务中心", date(2026, 12, 31)) for kind in NeedKind),
    note=("夜里取暖炉有烟味，已开窗通风并停用；请维修队上门检查烟道。" * 10)[:199] + "终",
    version=3,
    correction_reason="探访时间录错，应为上午而不是下午",
    corrected_on=date(2026, 11, 20),
    provisional=True,
)


def bundled_faces_only(patch: pytest.MonkeyPatch) -> None:
    """Leave the machine's own 仿宋, 小标宋, 黑体 and 楷体 aside: their widths differ."""
    patch.setattr(faces, "system_fangsong", lambda: None)
    patch.setattr(faces, "official_face", lambda role: None)


def visits(*days: int) -> tuple[LedgerVisit, ...]:
    return tuple(LedgerVisit(date(2026, 11, day), Method.HOME, Outcome.MET, ("李明",)) for day in days)


LEDGER = VisitLedgerSheet(
    unit_name="示例县河畔社区居委会",
    month="2026-11",
    rows=tuple(
        LedgerRow(
            ("买买提·吐尔逊", "王秀英", "㛃𬱖䶮")[n % 3],
            1935 + n % 20,
            f"{n % 4 + 1} 小队",
            CareLevel.HIGH,
            visits(*range(2, 2 + 7 * (n % 4), 7)),
        )
        for n in range(40)
    ),
    denominator=48,
    numerator=47,
    rate_display="97.92 %",
    printed_on=date(2026, 11, 30),
    not_visited=("王秀英（1936，2 小队）",),
    closed=("李桂兰（迁出，未探访）",),
)

RECOVERY = RecoverySheet(
    "示例县河畔社区居委会", "653121100001", "3F2A9C01", FINGERPRINT, "K7QM-2XHD-9PRT-4WVB-6NCA-J8EF-5G3Z", date(2026, 11, 23)
)


def slip(number: int) -> InvitationSlip:
    return InvitationSlip("示例县民政局", FINGERPRINT, f"柳树村{number}", f"65312110020{number}", date(2026, 11, 23))


def pypdf_text(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def poppler_text(path: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def squeeze(text: str) -> str:
    """Text without any white space: wrapping may break a name, never lose a part of it."""
    return "".join(text.split())


def objects(path: Path) -> list[Any]:
    reader = pypdf.PdfReader(path)
    return [reader.get_object(number) for number in reader.xref[0]]


def outline(path: Path) -> list[tuple[int, str, int]]:
    """The reader's list of contents: level, title and page from 0."""
    reader = pypdf.PdfReader(path)

    def entries(part: list[Any], level: int) -> list[tuple[int, str, int]]:
        found: list[tuple[int, str, int]] = []
        for entry in part:
            if isinstance(entry, list):
                found += entries(entry, level + 1)
            else:
                found.append((level, str(entry.title), int(reader.get_destination_page_number(entry) or 0)))
        return found

    return entries(list(reader.outline), 0)
