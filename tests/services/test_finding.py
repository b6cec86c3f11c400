"""A dropped folder is searched with its subfolders, a package known by its first bytes, and what is passed over is listed."""

import os
import shutil
from pathlib import Path

import pytest

from kashi_desktop.errors import KnownError
from kashi_desktop.services import finding
from kashi_desktop.services.finding import DEPTH, find_files
from tests.sync.offices import Table, add_elder

PACKAGE = b"age-encryption.org/v1\n-> X25519 x\n"


def put(path: Path, content: bytes = PACKAGE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def passed(folder: Path) -> dict[str, str]:
    return {each.path.relative_to(folder).as_posix(): each.code for each in find_files([folder]).passed_over}


def names(folder: Path) -> list[str]:
    return [each.relative_to(folder).as_posix() for each in find_files([folder]).files]


@pytest.mark.parametrize(
    "name",
    ["653121100001.kashi.txt", "653121100001(1).kashi", "653121100001.kashi (1)", "mail.octet-stream", "wechat", "下载/十一月/A.KASHI"],
)
def test_a_renamed_package_in_a_subfolder_is_found_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)
    assert names(tmp_path) == [name]
    assert passed(tmp_path) == {}


def test_what_bears_our_name_and_is_cut_off_is_refused_later_with_its_reason(tmp_path: Path) -> None:
    put(tmp_path / "cut.kashi", b"")
    put(tmp_path / "cut.kashi.txt", b"ag")
    assert names(tmp_path) == ["cut.kashi", "cut.kashi.txt"]


def test_what_is_passed_over_is_listed_with_its_reason(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    put(stick / "good.kashi")
    put(stick / "photo.jpg", b"\xff\xd8\xff")
    put(stick / ".Trash-0" / "old.kashi")
    put(stick / "._good.kashi", b"\x00\x05\x16\x07")
    put(tmp_path / "outside" / "other.kashi")
    expected = {"photo.jpg": "not_ours", ".Trash-0": "hidden", "._good.kashi": "hidden"}
    if os.name == "posix":
        (stick / "loop").symlink_to(stick)
        (stick / "away").symlink_to(tmp_path / "outside")
        (stick / "link.kashi").symlink_to(tmp_path / "outside" / "other.kashi")
        os.mkfifo(stick / "pipe.kashi")
        expected |= {"loop": "link", "away": "link", "link.kashi": "link", "pipe.kashi": "special"}
    assert names(stick) == ["good.kashi"]
    assert passed(stick) == expected


def test_depth_and_number_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "deep"
    put(deep.joinpath(*"abcdefgh"[:DEPTH]) / "last.kashi")
    put(deep.joinpath(*"abcdefgh"[:DEPTH], "i") / "beyond.kashi")
    assert names(deep) == ["a/b/c/d/e/f/g/h/last.kashi"]
    assert passed(deep) == {"a/b/c/d/e/f/g/h/i": "too_deep"}
    wide = tmp_path / "wide"
    for number in range(5):
        put(wide / f"{number}.kashi")
    monkeypatch.setattr(finding, "MOST", 3)
    assert len(names(wide)) == 3
    assert passed(wide) == {".": "too_many"}


def test_a_folder_without_packages_and_a_file_beside_it(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    put(empty / "letter.txt", b"hello")
    with pytest.raises(KnownError, match="folder_empty"):
        find_files([empty])
    given = put(tmp_path / "given.txt", b"hello")
    found = find_files([empty, given])
    assert found.files == (given,)
    assert [each.path.name for each in found.passed_over] == ["letter.txt"]


def test_a_renamed_package_in_a_subfolder_is_taken_in(table: Table) -> None:
    add_elder(table.villages[0])
    stick = table.stick()
    (stick / "微信").mkdir()
    shutil.move(table.villages[0].packages.export(stick).file, stick / "微信" / "文件.kashi(1).octet-stream")
    put(stick / "photo.jpg", b"\xff\xd8\xff")
    result = table.county.packages.import_files([stick])
    assert [each.verdict for each in result.files] == ["applied"]
    assert [(each.path.name, each.code) for each in result.passed_over] == [("photo.jpg", "not_ours")]
    assert result.totals["passed_over"] == 1
