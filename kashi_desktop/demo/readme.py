"""The guide that the demo leaves beside what it made."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDERS: Mapping[str, tuple[str, str]] = {
    "invitations": (
        "地区给县、县给每个单位的邀请文件，按发出的办公室分文件夹，是签过名的明文，里面没有人",
        "invitations, by the office that wrote them: signed plaintext without any person",
    ),
    "rosters": (
        "导入过的表格：名册（XLSX、GB18030 的 CSV）、各月探访、设施、工作者、志愿者等各登记簿；人名、证件号、电话都是编的",
        "tables that were loaded: rosters as XLSX and as CSV in GB18030, visits, and every other register; all people are invented",
    ),
    "packages": (
        "向上交的数据包，按收的办公室和月份分文件夹：县每月收各单位的，地区（653100000000）每季收各县的数字；first 是认可前的第一个包",
        "packages by receiving office and month: units to their county, counties' sums to the prefecture; 0-first came before approval",
    ),
    "packages/lost": (
        "路上丢了的数据包，县里没有收到；下一个包把内容补齐了",
        "the package that got lost; the next one healed it",
    ),
    "packages/tampered": (
        "被改动一个字节的数据包，县里拒收",
        "a package with one byte changed; the county refused it",
    ),
    "receipts": (
        "上级的回执，按写的办公室和月份分文件夹；县里代录的名册随第一份回执到村",
        "receipts by writing office and month; the first one brought the roster that the county had loaded",
    ),
    "pdf": (
        "打印件：每一种表单、名册、证明和书面报告各一份；书面报告的数字另有 XLSX",
        "paper: every form, list, certificate and written report once; the figures of the written reports also as XLSX",
    ),
    "research": (
        "去标识的研究用数据，任何 SQLite 浏览器都能打开，里面有说明（README 表）",
        "the de-identified extract: any SQLite browser opens it, its table README says what was done",
    ),
    "workspaces": (
        "每个办公室一个加密的工作区，可以用上面的口令打开",
        "the encrypted workspace of each office; they open with the passphrase above",
    ),
}


def guide(root: Path, passphrase: str, figures: Sequence[Mapping[str, Any]], steps: Sequence[str]) -> str:
    """The text of README.txt: what lies where, the figures, the story."""
    lines = [
        "喀什社区服务台账：演示 / Kashi Desktop: the demo",
        "",
        "全部人名、证件号和电话都是编造的。单位是真实的单位名称。",
        "All people and numbers are invented. The places are real.",
        "",
        f"口令 / passphrase: {passphrase}",
        f"打开县的窗口 / a county:      python main.py --data {root}/workspaces/653121000000",
        f"打开村的窗口 / a village:     python main.py --data {root}/workspaces/653121100201",
        f"打开地区的窗口 / prefecture:  python main.py --data {root}/workspaces/653100000000",
        "",
        "== 文件 / files ==",
    ]
    for folder, (chinese, english) in FOLDERS.items():
        if (root / folder).is_dir():
            lines += [f"{folder}/", f"    {chinese}", f"    {english}"]
            lines += [f"      {name}" for name in _files(root, folder)]
    lines += ["", "== 月探访率 / monthly visit rate =="]
    for month in figures:
        lines += [_line(month["period"], "疏附县 653121000000", month["county"])]
        lines += [_line(month["period"], f"{each['name']} {each['code']}", each) for each in (*month["units"], *month["others"])]
    lines += ["", "== 经过 / what happened ==", *steps, ""]
    return "\n".join(lines)


def _files(root: Path, folder: str) -> list[str]:
    """Files that belong to the folder itself or its months, not to a folder with its own line."""
    if folder == "workspaces":
        return sorted(f"{each.name}/" for each in (root / folder).iterdir())
    others = [each for each in FOLDERS if each.startswith(f"{folder}/")]
    found = (each.relative_to(root).as_posix() for each in (root / folder).rglob("*") if each.is_file())
    return sorted(name.removeprefix(f"{folder}/") for name in found if not any(name.startswith(f"{other}/") for other in others))


def _line(period: str, name: str, figure: Mapping[str, Any]) -> str:
    return f"{period}  {shown_rate(figure)}  {name}"


def shown_rate(figure: Mapping[str, Any]) -> str:
    """``47/48 = 97.92 %``, or that the rate does not apply."""
    shown = f"{figure['display']} %" if figure["display"] is not None else "不适用 n/a"
    return f"{figure['numerator']}/{figure['denominator']} = {shown}"
