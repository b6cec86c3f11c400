"""The paper that is made once, kept in a locked drawer, and opens the workspace when the passphrase is lost."""

from collections.abc import Sequence

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.style import BODY, LEADING, LEFT, RIGHT, WIDTH, Cell, Paper, day
from kashi_desktop.printing.wrapping import wrap
from kashi_desktop.types.documents import RecoverySheet

TITLE = "工作区恢复单"
INSTRUCTIONS = (
    "忘了口令时，在打开窗口里选“忘了口令？用恢复码”，照样输入上面的恢复码，再设一个新口令。大小写和短横不影响结果。",
    "恢复码就是钥匙：谁同时拿到它和这台电脑，谁就能看到全部登记。请把本单装入信封封口，锁在柜子里，与电脑分开存放。",
    "不要拍照，不要用微信或邮件发送，不要存在电脑里。打印后请删除这个 PDF 文件。",
    "口令和恢复码都丢失时，这台电脑上的登记无法打开，任何人都没有别的办法。",
    "本单遗失或被无关的人看到时，请立即告诉单位负责人和上级单位。",
)
OFFICE_TITLE = "本单位的恢复密钥（每个单位只打印这一次，程序里不再保留）"
OFFICE_INSTRUCTION = (
    "恢复密钥：电脑坏了、丢了或被盗时，在副本里输入它（keys recover），本单位就换上新钥匙，原来的电脑随即停用；"
    "已经送来的数据包也靠它打开。大小写、空格不影响结果。"
)
KEY_ELSEWHERE = "本单位的恢复密钥只印在建立工作区时的那一张上，不能重印。那一张上的恢复码已经作废，恢复密钥仍然有效：请两张一起封存。"
_LABEL, _ROW = 90.0, 26.0


def write_recovery_sheet(sheet: RecoverySheet, out: Output) -> int:
    """Write the one page and return 1; the code stands on one line. KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    paper.heading(TITLE, y=74)
    y = _facts(paper, sheet, 104)
    y = _code(paper, sheet.recovery_code, y + 26)
    if sheet.office_recovery:
        y = _office_key(paper, sheet.office_recovery, y + 14)
    further = (OFFICE_INSTRUCTION,) * bool(sheet.office_recovery) + (KEY_ELSEWHERE,) * sheet.key_elsewhere
    y = _instructions(paper, further + INSTRUCTIONS, y + 30)
    _keeper(paper, y + 24)
    paper.footer("本单含有钥匙，请当面交给保管人", 1, 1)
    paper.end_page()
    return paper.save(out)


def _facts(paper: Paper, sheet: RecoverySheet, y: float) -> float:
    facts = (
        ("单位", sheet.office_name),
        ("单位代码", sheet.office_code),
        ("设备编号", sheet.device_code),
        ("设备指纹", sheet.fingerprint),
        ("生成日期", day(sheet.made_on)),
    )
    top = y
    for label, text in facts:
        if y > top:
            paper.rule(LEFT, y, RIGHT, y)
        paper.label(Cell(LEFT, y, _LABEL, _ROW), label)
        paper.fill(Cell(LEFT + _LABEL, y, WIDTH - _LABEL, _ROW), text, 12)
        y += _ROW
    paper.rule(LEFT + _LABEL, top, LEFT + _LABEL, y)
    paper.box(Cell(LEFT, top, WIDTH, y - top))
    return y


def _code(paper: Paper, code: str, y: float) -> float:
    area = Cell(LEFT, y, WIDTH, 96)
    paper.band(area)
    paper.box(area, 1.4)
    paper.put(LEFT + WIDTH / 2, y + 26, "恢复码", 12, bold=True, align="centre")
    paper.fill(Cell(LEFT + 6, y + 40, WIDTH - 12, 36), code, 24, bold=True, align="centre")
    return y + area.height


def _office_key(paper: Paper, identity: str, y: float) -> float:
    area = Cell(LEFT, y, WIDTH, 82)
    paper.box(area, 1.4)
    paper.put(LEFT + WIDTH / 2, y + 20, OFFICE_TITLE, BODY, bold=True, align="centre")
    groups = identity.split()
    half = (len(groups) + 1) // 2
    for line, part in enumerate((groups[:half], groups[half:])):
        paper.fill(Cell(LEFT + 6, y + 28 + line * 24, WIDTH - 12, 24), " ".join(part), 15, bold=True, align="centre")
    return y + area.height


def _instructions(paper: Paper, texts: Sequence[str], y: float) -> float:
    size = BODY + 1
    for number, text in enumerate(texts, 1):
        paper.put(LEFT + 4, y, f"{number}.", size)
        for line in wrap(paper.setter, text, (WIDTH - 28) * 1000 / size):
            paper.put(LEFT + 24, y, line, size)
            y += size * LEADING * 1.15
        y += 7
    return y


def _keeper(paper: Paper, y: float) -> None:
    paper.signatures(y, ("存放地点", "保管人"), seal="")
    paper.signatures(y + 64, ("负责人",))
