"""What the office above a unit rules of its laptops and of what they wrote; entries of the unit's stream (docs/exchange-rules.md)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from db.codes import RulingKind
from db.declaring import KEEP_PLACE, UNITS_AND_COUNTY, Columns, Register, WireField, column
from db.field_types import Lines, RecordId

_LONGEST = 10_000
_LINES = r"^(?:[0-9a-f]{64}:[0-9]{1,16}:[0-9]{1,16}:[0-9a-f]{64}(?:;|$))*$"

ChainLines = Annotated[str, StringConstraints(max_length=_LONGEST, pattern=_LINES)]
"""Stretches of hash chains: device and epoch, first and last position, hash at the last; joined by semicolons."""

CertificateText = Annotated[str, Field(max_length=_LONGEST)]
"""A certificate as canonical JSON."""


class RulingColumns(Columns):
    """One ruling; it never changes. ``certificate``: of the laptop that is approved, so that whoever holds the ruling can prove it.

    ``names``: approve and revoke, up to where the laptop's chains are trusted; accept and withdraw, the entries concerned.
    ``office_names``: approve, up to where the office wrote in the unit's place. ``undoes``: the withdrawal that is taken back.
    """

    kind: RulingKind = column("决定", set_by="parent")
    device: RecordId | None = column("电脑", default=None, set_by="parent")
    certificate: CertificateText = column("证书", default="", kept_as=(WireField("certificate", longest=_LONGEST),), set_by="parent")
    names: ChainLines = column("涉及的记录", default="", kept_as=(WireField("names", longest=_LONGEST),), set_by="parent")
    office_names: ChainLines = column("代填的记录", default="", kept_as=(WireField("office_names", longest=_LONGEST),), set_by="parent")
    undoes: RecordId | None = column("取消哪一项", default=None, set_by="parent")
    reason: Lines = column("理由", default="", set_by="parent")


RULING = Register(
    "ruling",
    "电脑的认可与停用",
    RulingColumns,
    where="village",
    created_by="parent",
    kept_at=UNITS_AND_COUNTY,
    natural=("kind", "device"),
    keep=KEEP_PLACE,
)
