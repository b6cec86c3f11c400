from pathlib import Path
from typing import Any

import pytest

from kashi_desktop import startup
from kashi_desktop.sync import cutting, shelf
from kashi_desktop.sync.cutting import Room
from kashi_desktop.sync.short_codes import print_identity
from tests.cli.terminal import COUNTY, OTHER, PASSPHRASE, ROSTER, TODAY, VILLAGE, VISIT, Desk, run


def exported(desk: Desk, folder: str = "packages") -> Path:
    return Path(desk.do("export", desk.out / folder)["file"])


@pytest.fixture
def joined(county: Desk, village: Desk) -> tuple[Desk, Desk]:
    """County and village after the one trip: package, approval, receipt."""
    county.do("import", exported(village))
    county.do("enrol", "approve", county.do("enrol", "list")["devices"][0]["device"])
    village.do("import", *county.do("receipt", "--all", county.out / "receipts")["files"])
    return county, village


def test_init_tells_who_and_the_code_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new", tmp_path)
    made = desk.do("init", "--level", "county", "--unit", COUNTY, "--name", "古丽")
    assert set(made) == {"office", "device", "fingerprint", "recovery_code"}
    assert made["office"] == {"code": COUNTY, "name": "疏附县", "level": "county"}
    assert desk.run("init", "--level", "county", "--unit", COUNTY).error == "workspace_exists"


def test_the_recovery_code_goes_nowhere_but_into_the_result(tmp_path: Path) -> None:
    done = Desk(tmp_path / "new", tmp_path).run("init", "--level", "village", "--unit", VILLAGE)
    assert done.body["recovery_code"] not in done.err
    assert "recovery_code" in done.err


def test_an_unfinished_set_up_is_one_thing_to_every_command(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new", tmp_path)
    desk.data.mkdir()
    for name in ("kashi.setup", "kashi.keys", "kashi.db", "kashi.mark", "kashi.keys.0f0f0f0f.tmp"):
        (desk.data / name).write_bytes(b"")
    assert desk.run("status").error == "setup_unfinished"
    desk.do("init", "--level", "village", "--unit", VILLAGE)
    desk.do("status")
    assert sorted(path.name for path in desk.data.glob("kashi.*")) == ["kashi.db", "kashi.keys", "kashi.lock", "kashi.mark"]
    assert desk.run("init", "--level", "village", "--unit", VILLAGE).error == "workspace_exists"


def test_status_speaks_of_confirmation_only_below_somebody(county: Desk, village: Desk, tmp_path: Path) -> None:
    alone = Desk(tmp_path / "alone", tmp_path)
    alone.do("init", "--level", "village", "--unit", OTHER)
    assert "确认" not in county.run("status").err
    assert "确认" not in alone.run("status").err
    assert "还没有得到上级的确认" in village.run("status").err


def test_an_export_names_every_file_that_it_took(county: Desk, village: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "FILE", Room(4, 1 << 40))
    done = village.run("export", village.out / "stick")
    files, entries = done.body["files"], done.body["entries"]
    assert len(files) == -(-entries // 4) > 1
    assert done.body["file"] == files[0]
    assert f"共 {len(files)} 个，都要送到" in done.err
    assert county.do("import", *reversed(files))["totals"]["quarantined"] == len(files)
    approved = county.do("enrol", "approve", county.do("enrol", "list")["devices"][0]["device"])
    assert sum(each["entries_new"] for each in approved["files"]) == entries


def test_a_file_of_a_unit_that_holds_too_much_is_taken_by_a_person(joined: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    county, village = joined
    village.do("visit", "record", "--json", village.json(VISIT))
    monkeypatch.setattr(shelf, "UNIT", Room(1, 1 << 40))
    file = county.do("import", exported(village, "more"))["files"][0]
    assert (file["verdict"], file["code"]) == ("quarantined", "unit_full")
    (waiting,) = county.do("waiting", "list")["waiting"]
    assert waiting["why"] == "unit_full"
    taken = county.do("waiting", "take", waiting["id"])
    assert taken["waiting"] == []
    assert [each["verdict"] for each in taken["files"]] == ["applied"]
    assert county.run("waiting", "take", waiting["id"]).error == "waiting_not_found"


def test_folders_written_by_other_systems_are_read(county: Desk, village: Desk) -> None:
    file = exported(village)
    stick = county.out / "stick"
    stick.mkdir()
    file.rename(stick / "A.KASHI")
    assert [each["verdict"] for each in county.do("import", stick)["files"]] == ["quarantined"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--level", "village", "--unit", "653121100999"], "unknown_unit"),
        (["--level", "county", "--unit", VILLAGE], "wrong_level"),
        (["--level", "prefecture", "--unit", COUNTY], "wrong_level"),
    ],
)
def test_a_refused_init_leaves_nothing(tmp_path: Path, arguments: list[str], code: str) -> None:
    desk = Desk(tmp_path / "new", tmp_path)
    assert desk.run("init", *arguments).error == code
    assert not desk.data.exists() or list(desk.data.iterdir()) == []


def test_init_refuses_what_is_no_invitation(tmp_path: Path, made: Path) -> None:
    desk = Desk(tmp_path / "new", tmp_path)
    paper = tmp_path / "paper"
    paper.write_text("hello", encoding="utf-8")
    assert desk.run("init", "--level", "village", "--unit", VILLAGE, "--invitation", paper).error == "not_an_invitation"
    assert desk.run("init", "--level", "village", "--unit", OTHER, "--invitation", made / "invitation").code == 2
    assert not (desk.data / "kashi.db").exists()


def test_invitations_go_to_a_file_or_to_a_folder_and_never_over_another(county: Desk, village: Desk) -> None:
    one = county.do("invite", "--unit", VILLAGE, county.out / "one")
    assert one["files"] == [str(county.out / "one")]
    assert county.run("invite", "--unit", VILLAGE, county.out / "one").error == "file_exists"
    before = (county.out / "one").read_bytes()
    assert county.run("invite", "--unit", "653101001001", county.out / "one", "--force").error == "unit_not_ours"
    assert (county.out / "one").read_bytes() == before
    county.do("invite", "--unit", VILLAGE, county.out / "one", "--force")
    assert (county.out / "one").read_bytes() != before
    many = county.do("invite", "--unit", VILLAGE, "--unit", OTHER, county.out / "many")
    assert [Path(each).name for each in many["files"]] == [f"{VILLAGE}.kashi-invitation", f"{OTHER}.kashi-invitation"]
    assert many["fingerprint"] == one["fingerprint"]
    assert sorted(each.name for each in county.out.iterdir() if each.name.startswith(".")) == []
    assert village.run("invite", "--unit", VILLAGE, village.out / "x").error == "not_an_office"


def test_the_first_package_waits_and_approval_applies_it(county: Desk, village: Desk) -> None:
    file = exported(village)
    for _ in range(2):
        taken = county.do("import", file)
        assert [(each["verdict"], each["code"], each["file"]) for each in taken["files"]] == [
            ("quarantined", "waiting_approval", str(file))
        ]
    devices = county.do("enrol", "list")["devices"]
    assert [set(each) for each in devices] == [{"device", "unit", "fingerprint", "state", "waiting_packages"}]
    assert (devices[0]["state"], devices[0]["waiting_packages"], devices[0]["unit"]) == ("waiting", 1, VILLAGE)
    approved = county.do("enrol", "approve", devices[0]["device"])
    assert approved["devices"][0]["state"] == "approved"
    assert [each["verdict"] for each in approved["files"]] == ["applied"]
    assert "file" not in approved["files"][0]
    assert county.dump("elder", "--unit", VILLAGE) == village.dump("elder")
    assert county.do("enrol", "approve", devices[0]["device"])["files"] == []
    assert county.run("enrol", "reject", devices[0]["device"]).error == "device_active"
    assert county.run("enrol", "approve", "ffffffff").error == "device_not_found"


def test_what_waits_is_listed_and_cleared_away_by_file_or_by_device(county: Desk, village: Desk) -> None:
    files = [exported(village), exported(village), exported(village)]
    county.do("import", *files)
    waiting = county.do("waiting", "list")["waiting"]
    assert [set(each) for each in waiting] == [{"id", "unit", "device", "why", "entries", "since"}] * 3
    assert {(each["unit"], each["why"]) for each in waiting} == {(VILLAGE, "waiting_approval")}
    assert county.run("waiting", "refuse", "ffffffff").error == "waiting_not_found"
    assert len(county.do("waiting", "refuse", waiting[0]["id"])["waiting"]) == 2
    device = county.do("enrol", "list")["devices"][0]
    assert (device["device"], device["waiting_packages"]) == (waiting[0]["device"], 2)
    assert county.do("waiting", "refuse", device["device"])["waiting"] == []
    county.do("import", files[2])
    assert [each["verdict"] for each in county.do("enrol", "approve", device["device"])["files"]] == ["applied"]
    assert county.dump("elder", "--unit", VILLAGE) == village.dump("elder")


def test_a_rejected_device_stays_out(county: Desk, village: Desk) -> None:
    county.do("import", exported(village))
    device = county.do("enrol", "list")["devices"][0]["device"]
    assert county.do("enrol", "reject", device)["devices"][0]["state"] == "rejected"
    village.do("visit", "record", "--json", village.json(VISIT))
    assert county.run("import", exported(village)).error == "device_rejected"


def test_there_and_back_again(joined: tuple[Desk, Desk]) -> None:
    county, village = joined
    village.do("visit", "record", "--json", village.json(VISIT))
    waiting = village.do("status")
    assert set(waiting) == {"office", "confirmed_up_to", "unconfirmed_entries", "last_backup", "schema", "program"}
    assert waiting["office"] == {"code": VILLAGE, "name": "伊什来木其村委会", "level": "village"}
    assert waiting["unconfirmed_entries"] == 2
    sent = village.do("export", village.out / "packages")
    assert {key: sent[key] for key in ("entries", "verified")} == {"entries": 2, "verified": True}
    assert sent["bytes"] == Path(sent["file"]).stat().st_size
    seen = county.do("inspect", sent["file"])
    assert {"kind", "from", "to", "entries", "new", "known", "held", "conflicts", "questions", "needs_newer"} <= set(seen)
    assert (seen["kind"], seen["from"], seen["to"], seen["entries"], seen["new"]) == ("package", VILLAGE, COUNTY, 2, 2)
    assert county.dump("visit") == []
    taken = county.do("import", village.out / "packages")
    assert "applied" in [each["verdict"] for each in taken["files"]]
    assert all(Path(each["file"]).is_absolute() for each in taken["files"])
    named = county.do("inspect", sent["file"])
    assert (named["verdict"], named["from"], named["to"], named["period"]) == ("known", VILLAGE, COUNTY, seen["period"])
    assert (seen["verdict"], seen["period"]) == ("applied", "2026-11")
    again = county.do("import", sent["file"])
    assert [(each["verdict"], each["entries_new"]) for each in again["files"]] == [("known", 0)]
    receipts = county.do("receipt", "--unit", VILLAGE, county.out / "down")
    assert list(receipts["phone_codes"]) == [VILLAGE]
    assert village.do("inspect", receipts["files"][0])["kind"] == "receipt"
    village.do("import", county.out / "down")
    assert village.do("status") | {"confirmed_up_to": None} == waiting | {"unconfirmed_entries": 0, "confirmed_up_to": None}
    assert village.do("status")["confirmed_up_to"] == "2026-11-20"
    nothing = village.do("export", village.out / "more")
    assert (nothing["entries"], nothing["nothing_new"]) == (0, True)
    for register in ("unit", "elder", "visit", "need"):
        assert county.dump(register, "--unit", VILLAGE) == village.dump(register, "--unit", VILLAGE)
    assert village.do("doctor")["ok"]
    assert county.do("doctor")["ok"]


def test_a_roster_loaded_by_the_county_reaches_the_village(joined: tuple[Desk, Desk]) -> None:
    county, village = joined
    rows = ROSTER.replace("编号,", "单位代码,编号,").replace("\n1,", f"\n{VILLAGE},11,").splitlines()[:2]
    county.do("load", "elder", county.table("\n".join(rows).replace("1950-02-03", "1951-02-03")))
    village.do("import", *county.do("receipt", "--all", county.out / "down")["files"])
    assert [each["ref"] for each in village.dump("elder")] == ["1", "11", "2", "3"]


def test_refused_files_do_not_stop_the_others(joined: tuple[Desk, Desk]) -> None:
    county, village = joined
    village.do("visit", "record", "--json", village.json(VISIT))
    good = exported(village, "mixed")
    damaged = bytearray(good.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (good.parent / "a-damaged.kashi").write_bytes(damaged)
    (good.parent / "an-unpacked-folder.kashi").mkdir()
    done = county.run("import", good.parent)
    assert done.error == "package_damaged"
    assert sorted(each["verdict"] for each in done.body["files"]) == ["applied", "refused"]
    assert done.body["totals"]["refused"] == 1
    assert len(county.dump("visit")) == 1
    (good.parent / "b-text.kashi").write_text("hello", encoding="utf-8")
    assert county.run("import", good.parent).error == "files_refused"
    assert county.run("inspect", good.parent / "b-text.kashi").error == "not_a_package"


@pytest.mark.parametrize(("content", "code"), [(b"", "package_empty"), (b"hello", "not_a_package"), (None, "file_missing")])
def test_what_is_no_package_is_refused(county: Desk, content: Any, code: str) -> None:
    file = county.out / "x.kashi"
    if content is not None:
        file.write_bytes(content)
    done = county.run("import", file)
    assert done.error == code
    assert done.body["files"][0]["verdict"] == "refused"


def test_a_folder_is_searched_with_its_subfolders_and_what_is_passed_over_is_named(county: Desk, village: Desk) -> None:
    stick = county.out / "stick"
    (stick / "mail").mkdir(parents=True)
    Path(village.do("export", stick)["file"]).rename(stick / "mail" / "a.kashi.txt")
    (stick / "photo.jpg").write_bytes(b"\xff\xd8")
    done = county.do("import", stick)
    assert [(each["file"], each["verdict"]) for each in done["files"]] == [(str(stick / "mail" / "a.kashi.txt"), "quarantined")]
    assert done["passed_over"] == [{"file": str(stick / "photo.jpg"), "code": "not_ours"}]
    assert done["totals"]["passed_over"] == 1


def test_folders_that_are_empty_or_missing(county: Desk, village: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert county.run("import", empty).error == "folder_empty"
    assert county.run("inspect", empty).error == "not_a_file"
    assert village.run("export", tmp_path / "no" / "stick").error == "folder_missing"
    assert county.run("receipt", "--all", tmp_path).error == "no_devices"
    assert village.run("receipt", "--all", tmp_path).error == "not_an_office"
    assert county.run("export", tmp_path).error == "no_parent"


def test_a_package_for_somebody_else(village: Desk, tmp_path: Path) -> None:
    stranger = Desk(tmp_path / "stranger", tmp_path)
    stranger.do("init", "--level", "county", "--unit", COUNTY)
    assert stranger.run("import", exported(village)).error == "package_not_for_us"


def test_new_keys_of_a_county_reach_its_village(joined: tuple[Desk, Desk]) -> None:
    county, village = joined
    made = county.do("keys", "rotate")
    assert set(made) == {"fingerprint", "version"}
    assert made["version"] == 2
    assert village.do("import", *county.do("receipt", "--all", county.out / "new")["files"])["totals"]["applied"] == 1
    assert county.do("import", exported(village, "after"))["totals"]["refused"] == 0
    assert village.run("keys", "rotate").error == "not_an_office"
    assert village.run("keys", "trust", *["00000", "00000", "00000", "00000", "00000"]).error == "digits_unknown"
    assert village.do("keys", "trust", *made["fingerprint"].split()) == {"files": []}


def test_a_county_goes_on_with_its_recovery_sheet(joined: tuple[Desk, Desk]) -> None:
    county, village = joined
    workspace = startup.open_workspace(county.data, PASSPHRASE)
    keys = workspace._context.office_keys
    assert keys is not None
    sheet = print_identity(keys.recovery_identity)
    workspace.close()
    wrong = run("--data", county.data, "--today", TODAY, "keys", "recover", "--sheet", stdin=b"AGE-SECRET-KEY-1 NONSENSE\n")
    assert wrong.error == "recovery_identity_typo"
    done = run("--data", county.data, "--today", TODAY, "keys", "recover", "--sheet", stdin=sheet.encode() + b"\n")
    assert (done.code, done.body["version"], set(done.body)) == (0, 2, {"fingerprint", "version"})
    assert sheet.split()[3] not in done.err
    assert village.do("import", *county.do("receipt", "--all", county.out / "new")["files"])["totals"]["applied"] == 1
    assert county.do("import", exported(village, "after"))["totals"]["refused"] == 0


def test_what_another_office_destroys_in_numbers_is_asked(joined: tuple[Desk, Desk]) -> None:
    """A whole village erased at once: hidden at the county, and destroyed when somebody there says so."""
    county, village = joined
    head = ROSTER.splitlines()[0]
    people = [f"{number},吐尔逊·{number}号,男,19{number + 20}-02-03,独居,高,2026-09-01,," for number in range(10, 22)]
    village.do("load", "elder", village.table("\n".join([head, *people])))
    county.do("import", exported(village, "all"))
    for number in range(10, 22):
        erased = village.do("erase", f"elder/{VILLAGE}/{number}", "--reason", "核对时发现不是本村的人")
        assert set(erased) == {"records", "values"}
    assert village.run("erase", f"elder/{VILLAGE}/10", "--reason", "再删一次").error == "elder_not_found"
    assert village.run("erase", "elder/10", "--reason", "写法").error == "usage"
    county.do("import", exported(village, "erased"))
    shown = county.dump("elder")
    assert len(shown) == 3
    (asked,) = county.do("waiting", "list")["waiting"]
    assert (asked["why"], asked["unit"], asked["persons"]) == ("destruction", VILLAGE, 12)
    assert county.run("waiting", "take", "ffffffff").error == "waiting_not_found"
    assert county.do("waiting", "take", asked["id"])["waiting"] == []
    assert county.dump("elder") == shown


def test_what_is_told_of_a_file_is_the_same_before_and_after(county: Desk, village: Desk) -> None:
    """The same verdict, code and words by ``inspect`` and ``import``: a stranger's file, one's own, and what was read before."""
    sent = village.do("export", village.out / "packages")["file"]
    for desk, verdict, code in ((county, "quarantined", "waiting_approval"), (village, "refused", "own_package")):
        seen = desk.run("inspect", sent)
        taken = desk.run("import", sent)
        result = taken.body["files"][0]
        assert (seen.body["verdict"], seen.body["code"]) == (result["verdict"], result["code"]) == (verdict, code)
        assert (seen.code, taken.code) == (0, 0 if verdict == "quarantined" else 2)
        line = {each.split("，")[0] for done in (seen, taken) for each in done.err.splitlines() if each.startswith(Path(sent).name)}
        assert len(line) == 1


def test_a_removed_person_is_gone_at_the_county_too(joined: tuple[Desk, Desk]) -> None:
    county, village = joined
    village.do("need", "open", "--json", village.json({"elder_ref": "1", "kind": "talk"}))
    county.do("import", exported(village))
    assert [each["ref"] for each in county.dump("elder")] == ["1", "2", "3"]
    village.do("elder", "remove", "--json", village.json({"ref": "1", "reason": "登记错了人"}))
    county.do("import", exported(village))
    for register in ("elder", "need"):
        assert county.dump(register) == village.dump(register)
    assert [each["ref"] for each in county.dump("elder")] == ["2", "3"]
    assert county.do("doctor")["ok"]
