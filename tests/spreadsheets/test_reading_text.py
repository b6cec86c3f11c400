"""CSV files as villages really send them."""

from pathlib import Path

import pytest

from kashi_desktop.errors import KnownError
from kashi_desktop.spreadsheets.limits import Limits
from kashi_desktop.spreadsheets.reading import Row, read_rows

NAMES = {
    "ref": "ref",
    "编号": "ref",
    "full_name": "full_name",
    "姓名": "full_name",
    "phone": "phone",
    "电话": "phone",
    "note": "note",
    "备注": "note",
}
REQUIRED = ("full_name",)


def rows_of(path: Path, **changes: int) -> list[Row]:
    with read_rows(path, NAMES, REQUIRED, Limits(**changes)) as sheet:
        return list(sheet.rows)


def code_of(path: Path, **changes: int) -> KnownError:
    with pytest.raises(KnownError) as caught:
        rows_of(path, **changes)
    assert "没有改动任何数据" in caught.value.message
    return caught.value


def written(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "名册.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_separator(tmp_path: Path, encoding: str, separator: str, newline: str) -> None:
    lines = [["编号", "姓名", "电话"], ["001", "买买提·吐尔逊", "13812341234"], ["002", "㛃𬱖䶮", "=1+1"]]
    path = written(tmp_path, newline.join(separator.join(line) for line in lines), encoding)
    assert [(row.number, row.cells) for row in rows_of(path)] == [
        (2, {"ref": "001", "full_name": "买买提·吐尔逊", "phone": "13812341234"}),
        (3, {"ref": "002", "full_name": "㛃𬱖䶮", "phone": "=1+1"}),
    ]


def test_gb18030_letters_that_moved_out_of_private_use(tmp_path: Path) -> None:
    path = written(tmp_path, "编号,姓名\n".encode("gb18030") + b"1,\xfe\x59\xa8\xbc\n")
    assert rows_of(path)[0].cells["full_name"] == "\u9fb4\u1e3f"


def test_quoted_newlines_commas_and_titles_above_the_header(tmp_path: Path) -> None:
    path = written(tmp_path, '某村名册,,\n\n 编号 ,*姓名,备注\n1,"甲\n乙","a,b ""c"""\n,,\n  ,\t,\n2,丙\n')
    rows = rows_of(path)
    assert [row.number for row in rows] == [4, 7]
    assert rows[0].cells == {"ref": "1", "full_name": "甲\n乙", "note": 'a,b "c"'}
    assert rows[1].cells == {"ref": "2", "full_name": "丙", "note": ""}


def test_tab_file_with_commas_inside_cells(tmp_path: Path) -> None:
    path = written(tmp_path, "编号\t姓名\t备注\n1\t甲\ta,b,c,d\n")
    assert rows_of(path)[0].cells["note"] == "a,b,c,d"


def test_text_beyond_the_last_column_is_marked(tmp_path: Path) -> None:
    path = written(tmp_path, "编号,姓名,备注\n1,甲,a,b\n2,乙,c, ,\n")
    assert [row.surplus for row in rows_of(path)] == [True, False]


def test_unknown_columns_are_listed_and_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "编号,姓名,民族\n1,甲,x\n")
    with read_rows(path, NAMES, REQUIRED) as sheet:
        assert sheet.unknown_columns == ("民族",)
        assert sheet.columns == ("ref", "full_name")
        assert sheet.header_row == 1
        assert [row.cells for row in sheet.rows] == [{"ref": "1", "full_name": "甲"}]


def test_wrong_columns_name_what_is_wrong(tmp_path: Path) -> None:
    assert code_of(written(tmp_path, "编号,电话\n1,2\n")).params == {"columns": "姓名"}
    twice = code_of(written(tmp_path, "姓名,full_name,电话\n1,2,3\n"))
    assert (twice.code, twice.params) == ("columns_duplicate", {"columns": "姓名"})
    none = code_of(written(tmp_path, "a,b\n1,2\n"))
    assert (none.code, none.params) == ("header_missing", {"expected": "姓名"})
    late = code_of(written(tmp_path, "x,\n" * 10 + "编号,姓名\n1,甲\n"))
    assert late.code == "header_missing"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf \r\n", "file_empty"),
        ("编号\t姓名\n1\t甲\n".encode("utf-16"), "text_encoding"),
        ("编号,姓名\n1,甲".encode() + b"\0\n", "text_nul"),
        ("编号,姓名\n1,甲".encode() + b"\xff\xff\n", "text_encoding"),
        ('编号,姓名\n1,"甲\n2,乙\n3,丙\n'.encode() + "4,丁\n".encode() * 20, "text_quotes"),
        ("编号,姓名\n1,甲".encode() + b"a" * 70_000 + b"\n", "text_quotes"),
        ("尊敬的各位：\n会议改在下午。\n".encode(), "not_a_spreadsheet"),
    ],
)
def test_broken_texts_each_have_their_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    assert code_of(written(tmp_path, content)).code == code


def test_quote_fault_far_down_comes_while_reading(tmp_path: Path) -> None:
    path = written(tmp_path, "编号,姓名\n" + "1,甲\n" * 3000 + '2,"乙\n')
    assert code_of(path).params == {"row": 3002}


def test_too_many_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "编号,姓名\n" + "1,甲\n" * 2000 + ",\n" * 2000)
    assert len(rows_of(path, rows=2000)) == 2000
    assert code_of(path, rows=1999).code == "too_many_rows"


def test_a_cell_longer_than_any_field_is_cut_but_stays_too_long(tmp_path: Path) -> None:
    path = written(tmp_path, "编号,姓名\n1," + "甲" * 60_000 + "\n")
    assert len(rows_of(path)[0].cells["full_name"]) == 2001


def test_unreadable_places(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path, Path("/dev/zero"), tmp_path / "a\0b"):
        assert code_of(path).code == "file_unreadable"
    big = tmp_path / "big.csv"
    with big.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    assert code_of(big).code == "file_huge"
