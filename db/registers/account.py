"""Colleagues of an office; the name travels so that a version can say who wrote it."""

from db.codes import Role
from db.declaring import EVERY_OFFICE, Columns, Register, column
from db.field_types import FullName


class AccountColumns(Columns):
    """A colleague and what the account may do on its own device."""

    name: FullName = column("姓名", set_by="office")
    role: Role = column("角色", set_by="office")


ACCOUNT = Register(
    "account", "经办人", AccountColumns, where="office", streams="any", created_by="office", kept_at=EVERY_OFFICE, natural=("name",)
)
