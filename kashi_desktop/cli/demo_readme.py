"""The guide that the demo leaves beside what it made."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDERS: Mapping[str, tuple[str, str]] = {
    "invitations": (
        "县里给每个单位的邀请文件，是签过名的明文，里面没有人",
        "the county's invitations: signed plaintext without any person",
    ),
    "rosters": (
        "名册和表格：XLSX、GB18030 的 CSV、单位概况、各月探访表；人名、证件号、电话都是编的",
        "tables that were loaded: rosters as XLSX and as CSV in GB18030, profiles, visits; all people and numbers are invented",
    ),
    "packages": (
        "各单位每月交给县里的数据包，按月分文件夹；0-first 是认可前的第一个包",
        "packages to the county by month; 0-first came before approval",
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
        "县里的回执，按月分文件夹；县里代录的名册随第一份回执到村",
        "receipts by month; the first one brought the roster that the county had loaded",
    ),
    "pdf": (
        "打印件：探访记录、月探访台账、县的恢复单、邀请核对单",
        "paper: visit records, monthly ledgers, the county's recovery sheet, invitation slips",
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
        f"打开窗口 / open a window:  python main.py --data {root}/workspaces/653121000000",
        "",
        "== 文件 / files ==",
    ]
    for folder, (chinese, english) in FOLDERS.items():
        if (root / folder).is_dir():
            lines += [f"{folder}/", f"    {chinese}", f"    {english}"]
            lines += [f"      {name}" for name in _files(root, folder)]
    lines += ["", "== 月探访率 / monthly visit rate =="]
    for month in figures:
        lines += [_line(month["period"], "全县 county", month["county"])]
        lines += [_line(month["period"], f"{each['name']} {each['code']}", each) for each in month["units"]]
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
