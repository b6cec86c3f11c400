"""The recovery sheet: who has to confirm it, what a new one puts out of force, and what becomes of an office's key."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdf
import pytest

from kashi_desktop import startup
from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import SheetStanding
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import COUNTY, PASSPHRASE, VILLAGE, context_of, reopen, rows_of

LETTERS = dict(zip("01IOVX", "OlloVX", strict=True))
"""How people write what the paper shows: small letters, and those that look alike."""


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """A village and a county that were just set up: folder and recovery code."""
    root, found = tmp_path_factory.mktemp("sheets"), {}
    for level, unit in (("village", VILLAGE), ("county", COUNTY)):
        made = startup.create_workspace(root / unit, level=level, unit_code=unit, passphrase=PASSPHRASE, clock=workspaces.CLOCK)
        made.workspace.close()
        found[level] = (root / unit, made.recovery_code)
    return found


@pytest.fixture
def office(offices: dict[str, tuple[Path, str]], tmp_path: Path) -> Callable[[str], tuple[Path, str]]:
    """A copy of an office that a test may change."""
    return lambda level: (workspaces.copy(offices[level][0], tmp_path / level), offices[level][1])


def typed(code: str, groups: Sequence[int]) -> list[str]:
    """The groups as somebody types them from the paper."""
    return ["".join(LETTERS.get(letter, letter.lower()) for letter in code.split("-")[number - 1]) for number in groups]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as fault:
        act()
    return fault.value.code


def opens(folder: Path, code: str) -> bool:
    """Whether a code opens the closed workspace; the passphrase becomes the old one again."""
    try:
        startup.recover_workspace(folder, code, PASSPHRASE, workspaces.CLOCK).close()
    except KnownError as fault:
        return fault.code != "wrong_recovery_code"
    return True


def events(ws: Workspace) -> list[str]:
    return [event for (event,) in rows_of(ws, "audit", "event", "id")]


def test_the_sheet_is_asked_for_at_each_start_until_it_is_read_from_the_paper(office: Callable[[str], tuple[Path, str]]) -> None:
    folder, code = office("village")
    ws = reopen(folder)
    standing = ws.recovery.standing()
    assert (standing.asked, len(standing.groups), standing.confirmed_on) == (True, 2, None)
    wrong = [typed(code, standing.groups)[0], "AAAAA"]
    assert refused(lambda: ws.recovery.confirm(wrong)) == "sheet_differs"
    assert refused(lambda: ws.recovery.confirm([])) == "sheet_differs"
    ws.close()
    ws = reopen(folder)
    assert ws.recovery.standing() == standing
    ws.recovery.confirm(typed(code, standing.groups))
    ws.close()
    ws = reopen(folder)
    assert (ws.recovery.standing().asked, ws.recovery.standing().confirmed_on) == (False, workspaces.TODAY)
    assert "confirm_recovery_sheet" in events(ws)
    kept = repr(rows_of(ws, "state", "value", "key")) + repr(rows_of(ws, "audit", order="id"))
    assert not [group for group in code.split("-") if group in kept]
    ws.close()


def test_a_new_sheet_is_in_force_once_it_is_confirmed_and_not_before(office: Callable[[str], tuple[Path, str]], tmp_path: Path) -> None:
    folder, old = office("village")
    ws = reopen(folder)
    assert refused(lambda: ws.recovery.begin("not the passphrase")) == "passphrase_not_yours"
    code = ws.recovery.begin(PASSPHRASE)
    groups = ws.recovery.groups_of(code)
    assert ws.recovery.print(code, tmp_path / "sheet.pdf") == 1
    assert refused(lambda: ws.recovery.adopt(code, groups, typed(old, groups))) == "sheet_differs"
    ws.close()
    assert opens(folder, old)
    assert not opens(folder, code)
    ws = reopen(folder)
    ws.recovery.adopt(code, groups, typed(code, groups))
    assert not ws.recovery.standing().asked
    ws.close()
    assert opens(folder, code)
    assert not opens(folder, old)


def test_where_the_new_slot_cannot_be_written_the_sheet_is_asked_for(office: Callable[[str], tuple[Path, str]], tmp_path: Path) -> None:
    folder, old = office("village")
    ws = reopen(folder)
    ws.recovery.confirm(typed(old, ws.recovery.standing().groups))
    slots = folder / "kashi.keys"
    kept = slots.read_bytes()
    slots.unlink()
    slots.mkdir()  # nothing can take its place
    assert refused(lambda: ws.recovery.print_new(tmp_path / "sheet.pdf")) == "file_error"
    assert not (tmp_path / "sheet.pdf").exists()
    assert ws.recovery.standing() == SheetStanding(asked=True)
    ws.close()
    slots.rmdir()
    slots.write_bytes(kept)
    assert opens(folder, old)


def test_an_office_forgets_its_key_only_when_the_paper_with_it_is_confirmed(
    office: Callable[[str], tuple[Path, str]], tmp_path: Path
) -> None:
    folder, code = office("county")
    ws = reopen(folder)
    recovery = ws.recovery
    assert (recovery.standing().asked, recovery.standing().groups, recovery.has_key) == (True, (), True)
    recovery.print(code, tmp_path / "first.pdf")
    assert "AGE-SECRET-KEY-1" in pypdf.PdfReader(tmp_path / "first.pdf").pages[0].extract_text()
    ws.close()
    ws = reopen(folder)  # printed, and put off until this start
    assert ws.recovery.has_key
    ws.recovery.confirm(typed(code, ws.recovery.standing().groups))
    keys = context_of(ws).office_keys
    assert keys is not None
    assert (keys.recovery_identity, ws.recovery.standing().key_elsewhere, "forget_recovery" in events(ws)) == ("", True, True)
    card = context_of(ws).office_card
    fresh = ws.recovery.begin(PASSPHRASE)
    ws.recovery.print(fresh, tmp_path / "second.pdf")
    groups = ws.recovery.groups_of(fresh)
    ws.recovery.adopt(fresh, groups, typed(fresh, groups))
    text = pypdf.PdfReader(tmp_path / "second.pdf").pages[0].extract_text()
    assert ("AGE-SECRET-KEY-1" in text, "那一张" in text.replace("\n", "")) == (False, True)
    assert context_of(ws).office_card == card  # what is sealed to the key on the first sheet still opens with it
    ws.close()


def test_a_new_sheet_of_an_office_without_the_key_on_it_is_not_the_last(office: Callable[[str], tuple[Path, str]]) -> None:
    folder, _ = office("county")
    ws = reopen(folder)
    code = ws.recovery.begin(PASSPHRASE)
    groups = ws.recovery.groups_of(code)
    ws.recovery.adopt(code, groups, typed(code, groups))
    assert (ws.recovery.standing().asked, ws.recovery.has_key) == (True, True)
    ws.close()
    assert opens(folder, code)
