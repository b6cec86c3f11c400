"""Random lives of a county, its villages and its prefecture: what is drawn, and real offices that play it.

A step is a word and three numbers, which are taken modulo what there is when it is played: any part of a schedule is a schedule.
"""

import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import text

from db.codes import DeviceState
from db.journal import Change
from db.streams import new_id
from kashi_desktop import startup
from kashi_desktop.errors import KnownError
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.publishing import MONTHS
from kashi_desktop.services.validation import InvalidInput
from kashi_desktop.sync.cards import device_code
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.tables import ELDER, load
from tests.sync.offices import (
    CLOCK,
    COUNTY,
    PASSPHRASE,
    UNITS,
    Table,
    add_elder,
    add_visit,
    approve,
    change,
    context_of,
    create,
    visit_fields,
    write,
)
from tests.sync.tiers import add_course, forget_kept, make_tiers
from tests.workspaces import elder_input, visit_input

THIRD = "653121101200"
VILLAGES = (*UNITS, THIRD)
PREFECTURE = "prefecture"
Step = tuple[str, int, int, int]

_WORDS = {
    "elder": 3, "visit": 4, "edit": 4, "correct": 4, "void": 1, "form": 2, "undo": 1, "load": 1, "unit": 1, "course": 1, "state": 1,
    "withdraw": 3, "consent": 2, "export": 8, "receipt": 7, "deliver": 8, "twice": 2, "batch": 3, "stick": 1, "lose": 2, "invite": 1,
    "copy": 3, "put_back": 2, "image": 2, "twin": 1, "clock": 1, "replace": 1, "accept": 2, "erase": 1, "confirm": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Schedule:
    """How many villages, whether there is a prefecture, the steps, in which order late files come at the end, how many months are told.

    A county tells some 560 numbers a month. One schedule of ten tells the thirteen months of the program, the others two, in a fifth of the
    time.
    """

    villages: int
    prefecture: bool
    steps: tuple[Step, ...]
    order: int
    months: int


def drawn(seed: int) -> Schedule:
    """The schedule of a seed."""
    draw = random.Random(seed)
    # Each schedule leaves out some things and does others often: what is rare beside everything else comes together in some.
    weights = [weight * draw.choice((0, 0.3, 1, 1, 4)) for weight in _WORDS.values()]
    words = draw.choices(list(_WORDS), [each + 1e-9 for each in weights], k=draw.randint(8, 120))
    steps = tuple((word, draw.randrange(1000), draw.randrange(1000), draw.randrange(1000)) for word in words)
    offices = draw.choice((1, 2, 2, 3)), draw.random() < 0.15
    return Schedule(*offices, steps, draw.randrange(1 << 30), MONTHS if draw.random() < 0.1 else 2)


def make_offices(folder: Path) -> None:
    """Three levels with a third village, closed in the folder."""
    workspaces.copy(workspaces.prepared(make_tiers), folder)
    county = startup.open_workspace(folder / "county", PASSPHRASE, CLOCK)
    forget_kept(county)
    (invitation,) = county.enrolment.invite([THIRD], folder / "third.kashi-invitation").files
    village = create(folder / THIRD, "village", THIRD, invitation)
    (folder / "third").mkdir()
    table = Table(folder / "third", county, [village])
    county.packages.import_files([table.package(village)])
    approve(county, context_of(village).keys.device_id.hex())
    village.packages.import_files([table.receipt(village)])
    table.close()


@dataclass(eq=False)
class Laptop:
    """A computer of an office with its folder."""

    office: str
    folder: Path
    ws: Workspace = field(init=False)
    clock: Clock = CLOCK

    def open(self) -> None:
        self.ws = startup.open_workspace(self.folder, PASSPHRASE, self.clock)


class World:
    """The offices of one schedule, the files on their way between them, and the copies that lie about."""

    def __init__(self, template: Path, folder: Path, schedule: Schedule) -> None:
        self.folder = folder
        self.schedule = schedule
        self.laptops: dict[str, list[Laptop]] = {}
        self.under_way: list[tuple[str, Path]] = []
        self.written: dict[str, list[Path]] = {}
        self.copies: list[tuple[str, Path]] = []
        self._count = 0
        for office in (COUNTY, *VILLAGES[: schedule.villages], *((PREFECTURE,) if schedule.prefecture else ())):
            name = "county" if office == COUNTY else office
            laptop = Laptop(office, shutil.copytree(template / name, folder / name, ignore=shutil.ignore_patterns("kashi.lock")))
            laptop.open()
            self.laptops[office] = [laptop]

    @property
    def county(self) -> Workspace:
        return self.laptops[COUNTY][0].ws

    @property
    def units(self) -> tuple[str, ...]:
        return VILLAGES[: self.schedule.villages]

    def all(self) -> list[Laptop]:
        return [laptop for laptops in self.laptops.values() for laptop in laptops]

    def close(self) -> None:
        for laptop in self.all():
            laptop.ws.close()

    def play(self, step: Step) -> None:
        """Play one step; one for which there is nothing is passed over."""
        word, *numbers = step
        getattr(self, f"_{word}")(*numbers)

    # What people write

    def _writer(self, pick: int, unit: int) -> tuple[Workspace, bytes]:
        """A laptop of a village or of the county, and the unit that it writes for."""
        writers = [laptop for office in (COUNTY, *self.units) for laptop in self.laptops[office]]
        chosen = writers[pick % len(writers)]
        return chosen.ws, unit_id(self.units[unit % len(self.units)] if chosen.office == COUNTY else chosen.office)

    def _pick(self, ws: Workspace, register: str, unit: bytes, pick: int, *, consent: bool | None = None) -> bytes | None:
        """One of the three newest records of a unit, so that several people meet at one; of elders with a consent, without, or any."""
        given = "" if consent is None else f" AND consent_id IS {'NOT ' * consent}NULL"
        newest = text(f"SELECT id FROM {register} WHERE unit_id = :unit{given} ORDER BY id DESC LIMIT 3")
        with context_of(ws).read() as connection:
            found: list[bytes] = [row[0] for row in connection.execute(newest, {"unit": unit})]
        return found[pick % len(found)] if found else None

    def _number(self) -> int:
        self._count += 1
        return self._count

    def _elder(self, who: int, unit: int, _: int) -> None:
        ws, stream = self._writer(who, unit)
        add_elder(ws, self._number(), stream)

    def _visit(self, who: int, unit: int, pick: int) -> None:
        ws, stream = self._writer(who, unit)
        if pick % 2 and (elder := self._pick(ws, "elder", stream, pick, consent=True)):
            visit = visit_fields(self._number(), elder, gas="urgent")
            write(ws, Change(stream, "visit", "create", new_id(stream), elder, visit))
        elif elder := self._pick(ws, "elder", stream, pick):
            add_visit(ws, elder, self._number(), stream)

    def _edit(self, who: int, unit: int, pick: int) -> None:
        ws, stream = self._writer(who, unit)
        number = self._number()
        if pick % 3 == 0 and (elder := self._pick(ws, "elder", stream, pick, consent=True)):
            change(ws, elder, {"phone": f"1380000{number:04d}", "full_name": f"阿不都·{number}"})
        elif elder := self._pick(ws, "elder", stream, pick):
            change(ws, elder, {"full_name": f"阿不都·{number}"} if pick % 2 else {"care_level": ("low", "high")[number % 2]})

    def _correct(self, who: int, unit: int, pick: int) -> None:
        ws, stream = self._writer(who, unit)
        if visit := self._pick(ws, "visit", stream, pick):
            change(ws, visit, {"minutes": self._number(), "_reason": "记错了"})

    def _void(self, who: int, unit: int, pick: int) -> None:
        ws, stream = self._writer(who, unit)
        if record := self._pick(ws, ("visit", "elder")[pick % 2], stream, pick // 2):
            change(ws, record, {"_reason": "重复"}, "remove")

    def _form(self, who: int, unit: int, pick: int) -> None:
        """What the windows do, with what they refuse."""
        ws, stream = self._writer(who, unit)
        code = next(each for each in self.units if unit_id(each) == stream)
        elder = self._pick(ws, "elder", stream, pick)
        try:
            if elder and pick % 3:
                ws.visits.record(visit_input(ref=f"f{self._number()}"), elder)
            else:
                ws.elders.save(elder_input(ref=f"n{self._number()}", unit_code=code))
        except (KnownError, InvalidInput):
            pass

    def _undo(self, who: int, unit: int, _: int) -> None:
        ws, _stream = self._writer(who, unit)
        if ws.undo.last():
            ws.undo.undo()

    def _load(self, _: int, unit: int, pick: int) -> None:
        """The county loads a list for a unit."""
        rows = [ELDER | {"ref": f"L{pick % 3}{each}", "full_name": f"古丽·{pick}{each}"} for each in range(3)]
        load(self.county, "elder", *(row | {"unit_code": self.units[unit % len(self.units)]} for row in rows))

    def _unit(self, _: int, unit: int, pick: int) -> None:
        change(self.county, unit_id(self.units[unit % len(self.units)]), {"name": f"新村{pick}"})

    def _state(self, who: int, unit: int, pick: int) -> None:
        """The county says what a unit is from some day on; a unit says so of itself, which counts for nothing under a county."""
        ws, stream = self._writer(who, unit)
        said = context_of(ws).home
        fields = {"place_id": stream.hex(), "since": f"2026-0{1 + pick % 9}-01", "active": bool(pick % 2)}
        write(ws, Change(said, "unit_state", "create", new_id(said), None, fields))

    def _course(self, who: int, unit: int, pick: int) -> None:
        above = self.laptops.get(PREFECTURE)
        ws, _stream = self._writer(who, unit)
        add_course(above[0].ws if above and who % 2 else ws, f"培训{pick}")

    def _withdraw(self, who: int, unit: int, pick: int) -> None:
        ws, stream = self._writer(who, unit)
        if elder := self._pick(ws, "elder", stream, pick, consent=True):
            change(ws, elder, {"consent_withdrawn_on": "2026-11-15"})

    def _consent(self, who: int, unit: int, pick: int) -> None:
        ws, stream = self._writer(who, unit)
        if elder := self._pick(ws, "elder", stream, pick, consent=False):
            phone = f"1390000{self._number():04d}"
            change(ws, elder, {"consent_on": "2026-11-16", "consent_withdrawn_on": None, "phone": phone})

    def _erase(self, who: int, unit: int, pick: int) -> None:
        """All about a person is erased by law."""
        ws, stream = self._writer(who, unit)
        if elder := self._pick(ws, "elder", stream, pick):
            with context_of(ws).read() as connection:
                ref = connection.execute(text("SELECT ref FROM elder WHERE id = :id"), {"id": elder}).scalar_one()
            code = next(each for each in self.units if unit_id(each) == stream)
            with suppress(KnownError):  # two of one number, or one that was removed
                ws.destructions.erase("elder", ref, code, "依法删除")

    def _confirm(self, who: int, _: int, __: int) -> None:
        """A person looks at what another office destroyed, or what a copy has lost of it."""
        ws = self._any(who).ws
        for each in ws.destructions.pending():
            ws.destructions.confirm(each.id)

    def _accept(self, pick: int, _: int, __: int) -> None:
        """A person at the county lets count what a stopped laptop wrote."""
        kept = [each for each in self.county.enrolment.waiting() if each.why == "after_revocation"]
        if kept:
            self.county.enrolment.take_waiting(kept[pick % len(kept)].device_code)

    # Files

    def stick(self) -> Path:
        path = self.folder / f"stick{self._number()}"
        path.mkdir()
        return path

    def _send(self, office: str, paths: list[Path]) -> None:
        self.under_way += [(office, path) for path in paths]
        self.written.setdefault(office, []).extend(paths)

    def up(self, laptop: Laptop) -> Path:
        return laptop.ws.packages.export(self.stick()).file

    def down(self, office: str) -> Path:
        above = self.laptops[PREFECTURE][0].ws if office == COUNTY else self.county
        (path,) = above.packages.write_receipts(self.stick(), office).files
        return path

    def _export(self, who: int, _: int, __: int) -> None:
        senders = [laptop for unit in self.units for laptop in self.laptops[unit]]
        if PREFECTURE in self.laptops:
            senders += self.laptops[COUNTY]
        sender = senders[who % len(senders)]
        self._send(PREFECTURE if sender.office == COUNTY else COUNTY, [self.up(sender)])

    def _receipt(self, who: int, _: int, __: int) -> None:
        readers = [*self.units, *((COUNTY,) if PREFECTURE in self.laptops else ())]
        office = readers[who % len(readers)]
        self._send(office, [self.down(office)])

    def _invite(self, unit: int, _: int, __: int) -> None:
        """The county writes an invitation for a unit that has one already."""
        code = self.units[unit % len(self.units)]
        self._send(code, [self._invitation(code)])

    def read(self, laptop: Laptop, paths: list[Path]) -> None:
        """Files are never removed when they are read: they may come again at any time."""
        result = laptop.ws.packages.import_files(paths)
        wrong = [(each.verdict, each.code) for each in result.files if each.verdict not in ("applied", "known")]
        assert {code for verdict, code in wrong if verdict == "quarantined"} <= {"gap", "after_revocation"}, wrong
        # A county that was put back to before it invited a laptop which has been replaced since does not know it any more.
        assert all(verdict == "quarantined" or code == "unknown_device" for verdict, code in wrong), wrong

    def deliver(self, office: str, paths: list[Path], pick: int = 0) -> None:
        laptops = self.laptops[office]
        self.read(laptops[pick % len(laptops)], paths)

    def _deliver(self, pick: int, who: int, _: int) -> None:
        if self.under_way:
            office, path = self.under_way[pick % len(self.under_way)]
            self.deliver(office, [path], who)

    def _twice(self, pick: int, who: int, _: int) -> None:
        if self.under_way:
            office, path = self.under_way[pick % len(self.under_way)]
            self.deliver(office, [path, path], who)

    def _batch(self, pick: int, who: int, size: int) -> None:
        if self.under_way:
            office = self.under_way[pick % len(self.under_way)][0]
            paths = [path for to, path in self.under_way if to == office]
            random.Random(size).shuffle(paths)
            self.deliver(office, paths[: 1 + size % len(paths)], who)

    def _stick(self, pick: int, who: int, _: int) -> None:
        """A stick that kept every file ever written to an office."""
        if self.written:
            office = sorted(self.written)[pick % len(self.written)]
            self.deliver(office, self.written[office], who)

    def _lose(self, pick: int, _: int, __: int) -> None:
        if self.under_way:
            self.under_way.pop(pick % len(self.under_way))

    # Folders and clocks

    def _any(self, pick: int) -> Laptop:
        return self.all()[pick % len(self.all())]

    def _copied(self, source: Path) -> Path:
        ignored = shutil.ignore_patterns("kashi.lock")
        return shutil.copytree(source, self.folder / f"copy{self._number()}", ignore=ignored)

    def _copy(self, pick: int, _: int, __: int) -> None:
        laptop = self._any(pick)
        laptop.ws.close()
        self.copies.append((laptop.office, self._copied(laptop.folder)))
        laptop.open()

    def _put_back(self, pick: int, who: int, _: int) -> None:
        """A copy is put back beside the mark, which tells that there was more."""
        self._restore(pick, who, keep_mark=True)

    def _image(self, pick: int, who: int, _: int) -> None:
        """A copy is put back with its mark: nothing tells."""
        self._restore(pick, who, keep_mark=False)

    def _restore(self, pick: int, who: int, *, keep_mark: bool) -> None:
        if self.copies:
            office, copy = self.copies[pick % len(self.copies)]
            laptop = self.laptops[office][who % len(self.laptops[office])]
            laptop.ws.close()
            folder = self._copied(copy)
            if keep_mark:
                shutil.copy(laptop.folder / "kashi.mark", folder / "kashi.mark")
            laptop.folder = folder
            laptop.open()
            for unit in self.units if office == COUNTY else ():
                self._enrol_again(unit)

    def _enrol_again(self, unit: str) -> None:
        """A county that was put back to before it approved a laptop does so once more: its own ruling comes back with the files."""
        laptop = self.laptops[unit][0]
        device = device_code(context_of(laptop.ws).keys.device_id)
        if device not in [each.device_code for each in self.county.enrolment.devices() if each.state == DeviceState.APPROVED]:
            for each in self.laptops[unit]:
                each.ws.packages.import_files([self._invitation(unit)])
            self._enrol(laptop)

    def _invitation(self, unit: str) -> Path:
        (path,) = self.county.enrolment.invite([unit], self.stick() / f"{unit}.kashi-invitation").files
        return path

    def _enrol(self, laptop: Laptop) -> None:
        verdict = self.county.packages.import_files([self.up(laptop)]).files[0]
        assert verdict.code == "waiting_approval", verdict
        approve(self.county, device_code(context_of(laptop.ws).keys.device_id))

    def _twin(self, pick: int, _: int, __: int) -> None:
        """A village's folder is copied to another computer, and both go on."""
        unit = self.units[pick % len(self.units)]
        if len(self.laptops[unit]) < 3:
            first = self.laptops[unit][0]
            first.ws.close()
            twin = Laptop(unit, self._copied(first.folder))
            for laptop in (first, twin):
                laptop.open()
            self.laptops[unit].append(twin)

    def _clock(self, pick: int, years: int, _: int) -> None:
        laptop = self._any(pick)
        laptop.clock = Clock(date(2016 + years % 21, 11, 20))
        context_of(laptop.ws).clock = laptop.clock

    def _replace(self, unit: int, _: int, __: int) -> None:
        """A unit gets a new laptop; what its old ones write after that travels, and counts once somebody accepted it."""
        code = self.units[unit % len(self.units)]
        laptop = Laptop(code, self.folder / f"new{self._number()}")
        laptop.ws = create(laptop.folder, "village", code, self._invitation(code))
        old_ones, self.laptops[code] = self.laptops[code], [laptop]
        self._enrol(laptop)
        # Copies of the old one are put back nowhere, and its receipts are read by nobody.
        self.copies = [each for each in self.copies if each[0] != code]
        self.under_way = [each for each in self.under_way if each[0] != code]
        self.written.pop(code, None)
        for old in old_ones:
            add_elder(old.ws, self._number())
            self._send(COUNTY, [self.up(old)])
            old.ws.close()
        self.read(laptop, [self.down(code)])

    # The end

    def late(self) -> None:
        """Of what is still under way the most arrives, in any order."""
        order = random.Random(self.schedule.order)
        coming = [each for each in self.under_way if order.random() < 0.7]
        order.shuffle(coming)
        for office, path in coming:
            self.deliver(office, [path], order.randrange(3))

    def round(self) -> None:
        """All up, all down, after people have answered what is open."""
        for laptop in self.all():
            for each in laptop.ws.destructions.pending():
                laptop.ws.destructions.confirm(each.id)
        self.read(self.laptops[COUNTY][0], [self.up(laptop) for unit in self.units for laptop in self.laptops[unit]])
        if above := self.laptops.get(PREFECTURE):
            self.read(above[0], [self.up(self.laptops[COUNTY][0])])
            self.read(self.laptops[COUNTY][0], [self.down(COUNTY)])
        for unit in self.units:
            path = self.down(unit)
            for laptop in self.laptops[unit]:
                self.read(laptop, [path])

    def children(self) -> Iterator[tuple[Laptop, Workspace]]:
        """Each computer below another, and that."""
        for unit in self.units:
            for laptop in self.laptops[unit]:
                yield laptop, self.county
        if above := self.laptops.get(PREFECTURE):
            yield self.laptops[COUNTY][0], above[0].ws
