"""``demo``: the whole story without a window, or a large county at once, from real units and invented people."""

from argparse import Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from kashi_desktop.cli.frame import Answer, Run, existing
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, add_force, at_least_one, command, path, usage, whole
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

if TYPE_CHECKING:
    from datetime import date

    from kashi_desktop.demo.county import BigCounty
    from kashi_desktop.demo.story import Story

_SIZES = {"units": (12, 555), "elders": (60, 900), "months": (12, 60)}
"""What a size is when only others are given, and the most that makes sense: no county has more units."""


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the command."""
    demo = command(commands, "demo", "在一个文件夹里演示全过程；给出规模时改为一次造出一个大县", _demo)
    demo.add_argument("dir", metavar="DIR", type=path)
    for name, (default, most) in _SIZES.items():
        demo.add_argument(f"--{name}", type=at_least_one, metavar="N", help=f"造一个大县：默认 {default}，最多 {most}")
    demo.add_argument("--seed", type=whole, default=1, metavar="N", help="同一个数给出同样的人和探访")
    add_force(demo)


def _demo(run: Run) -> Answer:
    from kashi_desktop.demo.office import PASSPHRASE
    from kashi_desktop.demo.story import STORY_END, clear
    from kashi_desktop.demo.telling import Untrue

    options, root = run.options, existing(run.options.dir)
    for name, (_, most) in _SIZES.items():
        if (getattr(options, name) or 0) > most:
            raise usage(f"--{name} 最多 {most}")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        if not (run.force and root.is_dir()):
            raise KnownError(
                "file_exists",
                QT_TRANSLATE_NOOP("errors", "这个文件夹不是空的，没有改动它。请换一个空文件夹，或加上 --force 重做，上次的移到旁边。"),
            )
        if (aside := clear(root, run.clock.today())) is not None:
            say(f"上次演示的内容没有删除，已移到 {aside.name}。")
    root.mkdir(parents=True, exist_ok=True)
    say(f"演示用的口令：{PASSPHRASE}")
    played = _chosen(options, root, options.today or STORY_END)
    failed: KnownError | None = None
    try:
        played.play()
    except Untrue as fault:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "演示的结果与应有的不符（{what}），这是程序的错误；演示以外的数据没有变。请把这句话告诉技术人员。"
        )
        failed = KnownError("demo_failed", sentence, what=str(fault))
    body = {"folder": str(root), "passphrase": PASSPHRASE, **played.told(), "files": _files(root), "ok": failed is None}
    if failed is None:
        say(f"完成。文件在 {root}，说明见 README.txt。")
    return Answer(body, failed, failed=failed is not None)


def _chosen(options: Namespace, root: Path, until: "date") -> "Story | BigCounty":
    """The story, or with any size given a county of that size."""
    from kashi_desktop.demo.county import BigCounty, Size
    from kashi_desktop.demo.story import Settings, Story

    if not any(getattr(options, name) for name in _SIZES):
        return Story(root, Settings(seed=options.seed, until=until), say)
    units, elders, months = (getattr(options, name) or default for name, (default, _) in _SIZES.items())
    return BigCounty(root, Size(units, elders, months, options.seed, until), say)


def _files(root: Path) -> list[str]:
    return sorted(str(each) for each in root.rglob("*") if each.is_file() and not _kept_apart(each.relative_to(root).parts))


def _kept_apart(parts: tuple[str, ...]) -> bool:
    return "workspaces" in parts or parts[0].startswith("aside-")
