"""Which of an office's computers is the active one, as the office says in each stream that it writes (exchange-rules.md, rule 21)."""

from typing import Annotated

from pydantic import Field

from db.declaring import COUNTY_AND_ABOVE, KEEP_PLACE, SEES_ALL, Columns, Register, WireField, column
from db.field_types import Cell


class OfficeDeviceColumns(Columns):
    """One statement; the program writes it, and no statement is ever changed."""

    number: Annotated[int, Field(strict=True, ge=1, le=2**53 - 1), Cell("whole")] = column("次序", set_by="office")


OFFICE_DEVICE = Register(
    "office_device",
    "在用的电脑",
    OfficeDeviceColumns,
    where="office",
    streams="any",
    created_by="office",
    kept_at=COUNTY_AND_ABOVE,
    natural=("number",),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    also=(
        WireField("device", "ref", nullable=False),
        WireField("heads", longest=10_000),
        WireField("card", longest=64, nullable=False),
        WireField("signature", longest=128, nullable=False),
    ),
)
"""``heads`` are hashes of entries, 64 digits each, one behind another; ``card`` is the digest of the office card whose key signed."""
