"""``account recovery-sheet``: a new code on paper, the old one out of force, and the window asks for the new one."""

from pathlib import Path

import pytest

from kashi_desktop import startup
from kashi_desktop.errors import KnownError
from kashi_desktop.types.clock import Clock
from tests.cli.terminal import PASSPHRASE, VILLAGE, Desk
from tests.services.papers import printed_code


def test_a_new_sheet_opens_and_the_one_of_the_set_up_does_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "data", tmp_path)
    made = desk.do("init", "--level", "village", "--unit", VILLAGE)
    sheet = tmp_path / "sheet.pdf"
    answer = desk.do("account", "recovery-sheet", sheet)
    assert answer == {"file": str(sheet), "fingerprint": made["fingerprint"]}
    assert desk.run("account", "recovery-sheet", sheet).error == "file_exists"
    assert desk.run("account", "recovery-sheet", tmp_path / "none" / "sheet.pdf").code == 2
    code = printed_code(sheet)
    recover = startup.recover_workspace
    ws = recover(desk.data, code, PASSPHRASE, Clock())
    standing = ws.recovery.standing()
    assert standing.asked
    ws.recovery.confirm([code.split("-")[number - 1] for number in standing.groups])
    ws.close()
    refused = desk.run("account", "recovery-sheet", tmp_path / "other.pdf", passphrase="wrong passphrase")
    assert (refused.error, (tmp_path / "other.pdf").exists()) == ("wrong_passphrase", False)
    with pytest.raises(KnownError, match="wrong_recovery_code"):
        recover(desk.data, made["recovery_code"], PASSPHRASE, Clock())
