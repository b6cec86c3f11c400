"""Every register that this program knows; entries of others are kept in the journal and wait for a newer program."""

from collections.abc import Mapping

from sqlalchemy import Table
from sqlmodel import SQLModel

from db.declaring import Register, table_of
from db.registers.account import ACCOUNT
from db.registers.activity import ACTIVITY
from db.registers.attendance import ATTENDANCE
from db.registers.course import COURSE
from db.registers.definition import DEFINITION
from db.registers.elder import ELDER, ELDER_SPELL
from db.registers.facility import FACILITY
from db.registers.fact import FACT
from db.registers.holiday import HOLIDAY
from db.registers.issued_report import ISSUED_REPORT
from db.registers.ledger_task import LEDGER_TASK
from db.registers.need import NEED
from db.registers.project import PROJECT
from db.registers.question import QUESTION
from db.registers.service import SERVICE
from db.registers.survey import SURVEY
from db.registers.unit import UNIT, UNIT_STATE
from db.registers.unit_profile import UNIT_PROFILE
from db.registers.visit import VISIT
from db.registers.volunteer import VOLUNTEER
from db.registers.worker import WORKER, WORKER_STATE

TYPED: Mapping[str, Register] = {
    each.name: each
    for each in (
        UNIT,
        UNIT_PROFILE,
        ELDER,
        VISIT,
        NEED,
        FACILITY,
        WORKER,
        COURSE,
        ATTENDANCE,
        VOLUNTEER,
        ACTIVITY,
        SERVICE,
        SURVEY,
        PROJECT,
        LEDGER_TASK,
        HOLIDAY,
        DEFINITION,
    )
}
"""Registers that people fill in, by form or table, in the order in which they are loaded."""

REGISTERS: Mapping[str, Register] = {
    **TYPED,
    **{each.name: each for each in (ELDER_SPELL, WORKER_STATE, UNIT_STATE, ACCOUNT, QUESTION, FACT, ISSUED_REPORT)},
}
"""All of them; the latter are written with the former, or by a use case of their own."""

TABLES: Mapping[str, Table] = {name: table_of(each, SQLModel.metadata) for name, each in REGISTERS.items()}
"""The table of each register."""
