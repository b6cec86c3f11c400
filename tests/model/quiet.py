"""Quiet rounds at the end of a schedule, and what must hold after them."""

from functools import reduce
from operator import or_

from tests.model import checks
from tests.model.attackers import call_laptop
from tests.model.authority import COMMON_COUNTY, UNITS, destroyed_by, ruled_with, standing
from tests.model.entries import each
from tests.model.people import issue_again
from tests.model.rulings import decide_waiting, make_card, replace, revoke_laptop, second_computer, state_devices, trust
from tests.model.schedule import Schedule
from tests.model.travel import to_send
from tests.model.workspace import File


def finish(s: Schedule) -> set[str]:
    """People answer what is open, two quiet rounds, a third; returns what does not hold."""
    county = _answer(s)
    held = {name: s.nodes[name].held for name in s.honest()}
    values = {name: (s.nodes[name].duty, s.nodes[name].consent) for name in s.honest()}
    for number in (1, 2, 3, 4):
        _round(s, county, attackers=number == 1)
        _open_questions(s, county)
        # Round 2 may be the first to bring a statement of a computer given up: the two rounds begin again when that is answered.
        if number in (1, 2) and not _one_computer(s, county) and number == 2:
            break
    living = _living(s, county)
    needed = reduce(or_, (held[name] for name in living), held[county])
    duty, consent = _values(s, [values[name] for name in [*living, county]])
    desk = s.nodes[county]
    # Where a withdrawal or erasure does not fold, somebody may have carried it out before the ruling came: values return a round later.
    void = bool(desk.held & s.world.destroying & ~desk.marks)
    for name in [county, *living]:
        node = s.nodes[name]
        s.faults |= checks.differing(node, desk, values=not void) | checks.missing(node, desk, needed)
        s.faults |= checks.destruction(node, duty, consent)
    _whole(s, county, living)
    _round(s, county, attackers=False)
    for name in living:
        s.faults |= checks.differing(s.nodes[name], desk, values=True)
    if void:
        _round(s, county, attackers=False)
    for name in living:
        node = s.nodes[name]
        if to_send(node, "C", "") or to_send(desk, node.office, node.device if node.office in UNITS else ""):
            s.faults.add("unconfirmed after three rounds")
    return s.faults


def _answer(s: Schedule) -> str:
    """What people decide before it gets quiet: which computer is the county's, what thieves wrote, which card holds."""
    if "Cx" in s.attackers and "Cb" not in s.nodes:
        second_computer(s, s.nodes["C"])
    elif "Cx" in s.attackers and "false certificates" in s.features:
        second_computer(s, s.nodes["Cb"], "Cc")
    county = _sitting(s)
    s.gone |= set(s.honest("C")) - {county}
    s.nodes[county].read_only = False
    if "Cb" in s.nodes:
        for name in _laptops(s):
            s.give(county, s.send(name, "C", ""))
    if "Cx" in s.attackers:
        make_card(s, county, recovery=True)
        state_devices(s, county, s.world.hostile)
    else:
        _one_computer(s, county)
    for name in s.honest():
        trust(s.nodes[name], s.nodes[county])
    _last_lies(s)
    if "V1x" in s.attackers:
        revoke_laptop(s, county, "V1", "d1", s.world.hostile)
        if s.random.random() < 0.5:
            replace(s, county, "V1")
    _open_questions(s, county)
    return county


def _last_lies(s: Schedule) -> None:
    """When all is settled, a thief of the office folder still calls computers of the office laptops."""
    for name in _laptops(s) if "Cx" in s.attackers and "false certificates" in s.features else ():
        node = s.nodes[name]
        call_laptop(s, "Cx", node.office)
        s.give(name, s.send("Cx", node.office, node.device))


def _sitting(s: Schedule) -> str:
    """The county's computer that is active by all that honest offices hold, or the one that is left."""
    living = s.honest("C")
    if "Cx" in s.attackers:
        return "Cc" if "Cc" in s.nodes else "Cb"
    union = reduce(or_, (s.nodes[name].held for name in s.honest()))
    cards = reduce(or_, (s.nodes[name].cards for name in living))
    active = standing(s.world, COMMON_COUNTY, union, cards, s.honest_cards).active["C"]
    return next((name for name in living if s.nodes[name].device == active), living[-1])


def _laptops(s: Schedule) -> list[str]:
    return [name for name in s.honest() if s.nodes[name].office in UNITS]


def _open_questions(s: Schedule, county: str) -> None:
    """Laptops turn read-only or not as the county says; erasures that only the state folder knows are issued again."""
    for name in _laptops(s):
        node = s.nodes[name]
        node.read_only = node.device in s.nodes[county].standing(node.office).revoked
    for name in s.honest():
        issue_again(s, name)


def _one_computer(s: Schedule, county: str) -> bool:
    """A computer that is active in one stream and stopped in another, as statements were lost with a copy, states again in all."""
    desk = s.nodes[county]
    if s.world.broken == "split offices stay" or all(desk.may_write(stream) for stream in s.streams(desk)):
        return False
    state_devices(s, county, s.world.hostile if "Cx" in s.attackers else 0)
    return True


def _living(s: Schedule, county: str) -> list[str]:
    desk = s.nodes[county]
    laptops = [name for name in _laptops(s) if s.nodes[name].device not in desk.standing(s.nodes[name].office).revoked]
    return laptops + s.honest("P")


def _round(s: Schedule, county: str, attackers: bool) -> None:
    """All up, then all down."""
    up = _laptops(s) + (sorted(name for name in s.attackers if name[0] == "V") if attackers else [])
    for name in up:
        _hand_over(s, county, name, "C", "")
        decide_waiting(s, county)
    if "P" in s.nodes:
        _hand_over(s, "P", county, "P", "")
        _hand_over(s, county, "P", "C", "")
    for unit in s.units:
        for device in sorted(s.nodes[county].standing(unit).approved):
            file = s.send(county, unit, device)
            for name in [name for name in s.nodes if name not in s.gone and s.nodes[name].device == device]:
                _take_all(s, name, [file], "C")


def _hand_over(s: Schedule, to: str, name: str, office: str, device: str) -> None:
    _take_all(s, to, [s.send(name, office, device)], s.nodes[name].office)


def _take_all(s: Schedule, name: str, files: list[File], office: str) -> None:
    """Take what is on the stick; a stick that keeps every file has the older ones too, in any order."""
    node = s.nodes[name]
    if "one stick" in s.features:
        older = [file for file in s.files if file.to_office == node.office and file.office == office]
        files = older
        s.random.shuffle(files)
    for file in files:
        s.give(name, file)


def _values(s: Schedule, held: list[tuple[int, int]]) -> tuple[int, int]:
    """The values that living offices held, and that no withdrawal or erasure ever concerned."""
    marked_duty = marked_consent = 0
    for number in each(s.world.destroying):
        duty, consent = destroyed_by(s.world, s.world.entries[number])
        marked_duty |= duty
        marked_consent |= consent
    return (
        reduce(or_, (duty for duty, _ in held)) & ~marked_duty,
        reduce(or_, (consent for _, consent in held)) & ~marked_consent,
    )


def _whole(s: Schedule, county: str, living: list[str]) -> None:
    """What is checked at the county alone, as the others hold the same."""
    desk = s.nodes[county]
    s.faults |= checks.superseded(desk) | checks.consents(desk)
    if not all(desk.may_write(stream) for stream in s.streams(desk)):
        s.faults.add("an office is active in one stream and stopped in another")
    for unit in s.units:
        unapproved = s.world.devices.get(f"d{unit[1]}z", 0) if desk.standing(unit).approved else 0
        if any(desk.standing(stream).counts & unapproved for stream in ruled_with(unit)):
            s.faults.add("an unapproved laptop's entry counts")
    attacked = {s.nodes[name].office for name in s.attackers if name[0] == "V"}
    if s.attackers and "Cx" not in s.attackers:
        s.faults |= checks.without_attackers(desk, attacked)
    stopped = [device for name, device in (("Cx", "dC"), ("V1x", "d1")) if name in s.attackers]
    stolen = s.world.hostile & reduce(or_, (s.world.devices.get(device, 0) for device in stopped), 0)
    if any(desk.standing(stream).counts & stolen for stream in s.world.streams):
        s.faults.add("what a thief wrote counts after it was stopped")
    if s.seed % 8 == 0:
        for name in [county, *living][:2]:
            order = list(each(s.nodes[name].held))
            s.random.shuffle(order)
            s.faults |= checks.rebuilt(s.nodes[name], order)
