"""Fills a new workspace and loads an existing one into a context."""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import Engine

from db.codes import Role, UnitLevel
from db.engine import Mark, driver_connection, make_engine, migrate, reading
from db.errors import EmptyFile
from db.journal import Change
from db.queries.accounts import account_name
from db.queries.devices import note_own
from db.queries.workspace import set_state, states
from db.streams import new_id
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.unit_codes import in_scope, is_pseudo, kind_of, unit_id
from kashi_desktop.services.context import Context, Office
from kashi_desktop.services.own_devices import settle_devices
from kashi_desktop.services.recovery import STATE as SHEET
from kashi_desktop.services.shipped import shipped_units
from kashi_desktop.sync.card_chain import Cards
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard, fingerprint
from kashi_desktop.sync.envelope import open_invitation
from kashi_desktop.sync.header import InvitedUnit
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.superiors import decode_superiors
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.sync import InvitationSummary

_Kept = TypeVar("_Kept", OfficeKeys, OfficeCard, Cards, Certificate)


@dataclass(frozen=True)
class Request:
    """What a new workspace is made from."""

    office: Office
    invited: bool
    name: str
    account: str
    clock: Clock
    sheet: bytes
    """What is kept of the recovery sheet until it is confirmed; empty: nobody is asked."""


def check_passphrase(passphrase: str) -> None:
    """Refuse an empty one; the window refuses a weak one too, which the command line only tells. Errors: passphrase_empty."""
    if not passphrase.strip():
        raise KnownError("passphrase_empty", QT_TRANSLATE_NOOP("errors", "口令是空的，没有建立任何东西。请输入口令。"))


def check_request(level: str, unit_code: str, passphrase: str, invited: Office | None) -> Office:
    """The new office, from its invitation or the shipped list.

    Errors: level_not_supported, unknown_unit, wrong_level, wrong_unit, passphrase_empty.
    """
    check_passphrase(passphrase)
    if level not in (UnitLevel.VILLAGE, UnitLevel.COUNTY, UnitLevel.PREFECTURE):
        raise KnownError(
            "level_not_supported",
            QT_TRANSLATE_NOOP("errors", "只能建立村（社区）、县（市）和地区的工作区，没有建立任何东西。请选择其中一种。"),
        )
    if invited and invited.unit_code != unit_code:
        raise KnownError(
            "wrong_unit",
            QT_TRANSLATE_NOOP("errors", "这份邀请是给另一个单位的，没有建立任何东西。请选择本单位的邀请文件，或核对单位代码。"),
        )
    office = invited or _shipped(unit_code)
    if office is None or is_pseudo(unit_code):
        raise KnownError(
            "unknown_unit",
            QT_TRANSLATE_NOOP("errors", "单位代码 {unit} 不在单位表里，没有建立任何东西。请核对 12 位代码。"),
            unit=unit_code,
        )
    if office.level != level:
        raise KnownError(
            "wrong_level",
            QT_TRANSLATE_NOOP("errors", "单位代码 {unit} 与所选级别不符，没有建立任何东西。请核对级别或代码。"),
            unit=unit_code,
        )
    return office


def _shipped(unit_code: str) -> Office | None:
    row = next((row for row in shipped_units() if row["code"] == unit_code), None)
    return Office(row["level"], unit_id(unit_code), unit_code, row["name"]) if row else None


def read_invitation(path: Path) -> tuple[Office, OfficeCard]:
    """For which unit an invitation is and who signed it, before anything is made. Errors: those of an invitation, invitation_invalid."""
    found = open_invitation(path)
    try:
        unit = msgspec.convert(found.header.get("unit"), InvitedUnit)
    except msgspec.ValidationError as error:
        raise fault("invitation_invalid") from error
    return Office(unit.level, bytes.fromhex(unit.id), unit.code, unit.name), found.office


def invitation_summary(path: Path) -> InvitationSummary:
    """What an invitation says, for the person who compares it with the slip. Errors: as ``read_invitation``."""
    office, issuer = read_invitation(path)
    return InvitationSummary(office.unit_code, office.unit_name, office.level, issuer.name, fingerprint(issuer))


def fill(file: Path, folder: Path, key: bytes, request: Request) -> None:
    """Make the schema, the keys, the first account and the first entries in a new file."""
    engine = make_engine(file, key, create=True)
    mark = Mark(folder)
    try:
        migrate(engine)
        _enable_search(engine)
        office = request.office
        office_keys = None if office.level == UnitLevel.VILLAGE else OfficeKeys.generate()
        keys, hmac_key, epochs = DeviceKeys.generate(), os.urandom(32), (uuid.uuid4().bytes,)
        context = Context(folder, engine, mark, request.clock, office, keys, office_keys, None, None, None, hmac_key, epochs)
        with context.write() as work:
            for name, value in _identity(context).items():
                set_state(work.connection, name, value)
            card = Card.of(keys, office.unit_id, office.unit_code, office.level)
            note_own(work.connection, keys.device_id, office.unit_id, card.to_bytes())
            # Those who decide for units are named to them; a unit's own are of its stream, a prefecture's go nowhere.
            home = context.common if context.is_county else office.unit_id
            account = new_id(home)
            context.sign_in(account, request.name or office.unit_name)
            set_state(work.connection, f"account:{request.account}", account)
            if request.sheet:
                set_state(work.connection, SHEET, request.sheet)
            fields = {"name": context.account_name, "role": Role.MANAGER.value}
            # A village's invitation brings the unit itself, in entries of the county, which keeps its list; a prefecture keeps to its own.
            units = [] if request.invited and context.is_village else _units(context)
            work.apply([Change(home, "account", "create", account, None, fields), *units])
            work.audit("init", count=len(work.written))
    finally:
        engine.dispose()
        mark.close()


def _identity(context: Context) -> dict[str, bytes]:
    """What the workspace keeps of who it is; an office with keys of its own certifies this device itself."""
    office, keys, office_keys = context.office, context.keys, context.office_keys
    kept = {
        "office": msgspec.json.encode(office),
        "device_keys": keys.to_bytes(),
        "epochs": context.epochs[-1],
        "hmac_key": context.hmac_key,
    }
    if office_keys is None:
        return kept
    card = OfficeCard.of(office_keys, office.unit_id, office.unit_code, office.level, office.unit_name, keys.device_id)
    device = Card.of(keys, office.unit_id, office.unit_code, office.level)
    certificate = Certificate.issue(device, card, office_keys, 1, context.clock.today().isoformat())
    kept |= {"office_keys": office_keys.to_bytes(), "office_card": card.to_bytes(), "office_cards": Cards.trusting(card).to_bytes()}
    return kept | {"certificate": certificate.to_bytes()}


def _units(context: Context) -> list[Change]:
    """Creating entries of the places this office answers for; pseudo-units are not served (domain.md §2)."""
    own = context.office.unit_code
    rows = [row for row in shipped_units() if in_scope(row["code"], own) and not is_pseudo(row["code"])]
    return [Change(context.home, "unit", "create", unit_id(row["code"]), None, unit_fields(row)) for row in rows]


def unit_fields(row: dict[str, str]) -> dict[str, str]:
    """Wire fields of one row of the shipped unit list."""
    fields = {"code": row["code"], "name": row["name"], "level": row["level"]}
    if row["level"] == UnitLevel.VILLAGE:
        fields["kind"] = row["kind"] or (kind_of(row["code"]) or "")
    if row["parent_code"]:
        fields["parent_id"] = unit_id(row["parent_code"]).hex()
    return {key: str(value) for key, value in fields.items() if value}


def _enable_search(engine: Engine) -> None:
    """Lay the trigram index over the search rows; sqlite-utils makes the index and its triggers."""
    if engine.dialect.name != "sqlite":
        return
    from sqlite_utils import Database

    with driver_connection(engine) as raw:
        Database(raw).table("elder_search").enable_fts(["words"], tokenize="trigram", create_triggers=True)


def load(engine: Engine, mark: Mark, folder: Path, clock: Clock, account: str) -> Context:
    """Read the context of an existing workspace; a database behind its mark opens a new epoch and says so. Errors: EmptyFile."""
    with reading(engine) as connection:
        state = states(connection)
        if "office" not in state:
            raise EmptyFile("no office")
        account_id = state[f"account:{account}"]
        name = account_name(connection, account_id)
    epochs = tuple(state["epochs"][start : start + 16] for start in range(0, len(state["epochs"]), 16))
    context = Context(
        folder,
        engine,
        mark,
        clock,
        msgspec.json.decode(state["office"], type=Office),
        DeviceKeys.from_bytes(state["device_keys"]),
        _kept(OfficeKeys, state, "office_keys"),
        _kept(OfficeCard, state, "office_card"),
        _kept(Cards, state, "parent_cards"),
        _kept(Certificate, state, "certificate"),
        state["hmac_key"],
        epochs,
        parent_certificate=_kept(Certificate, state, "parent_certificate"),
        superiors=decode_superiors(state.get("superiors")),
        office_cards=_kept(Cards, state, "office_cards"),
        former=former_of(state.get("former")),
    )
    context.sign_in(account_id, name)
    context.reload_position()
    _settle_epoch(context, mark.read())
    context.note("unlock")
    settle_devices(context)
    return context


def _kept(kind: type[_Kept], state: dict[str, bytes], name: str) -> _Kept | None:
    return kind.from_bytes(state[name]) if state.get(name) else None


def former_of(blob: bytes | None) -> dict[bytes, Certificate]:
    """The earlier computers of this office, with their certificates."""
    held = map(Certificate.from_wire, msgspec.json.decode(blob) if blob else ())
    return {each.card.device_id: each for each in held}


def _settle_epoch(context: Context, marked: tuple[bytes, int] | None) -> None:
    """Compare with the mark outside the database: behind it means restored or copied (sync.md §1)."""
    if marked is not None and marked[0] == context.epochs[-1] and marked[1] <= context.position:
        if marked[1] < context.position:
            context.reached(context.position)
        return
    # With the first write, which is the log's line of the unlocking: on a full disk it waits, and nothing is written before it.
    context.epoch_due = True
    context.notices.append(
        QT_TRANSLATE_NOOP("errors", "数据库比上次使用时旧，可能是从备份恢复或复制来的。已接着往下记，上级的回执会把缺的记录带回来。")
    )
