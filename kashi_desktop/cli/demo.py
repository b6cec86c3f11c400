"""``demo``: the whole story without a window, from real units and invented people."""

from argparse import _SubParsersAction

from kashi_desktop.cli.frame import Answer, Run, existing
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, add_force, at_least_one, common, usage, whole
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

_MOST = {"units": 200, "elders": 900, "months": 36}


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the command."""
    demo = commands.add_parser("demo", help="在一个文件夹里演示全过程")
    demo.add_argument("dir", metavar="DIR")
    for name, default in (("units", 3), ("elders", 12), ("months", 3)):
        demo.add_argument(f"--{name}", type=at_least_one, default=default, metavar="N", help=f"默认 {default}")
    demo.add_argument("--seed", type=whole, default=1, metavar="N", help="同一个数给出同样的人和探访")
    add_force(demo)
    demo.set_defaults(handler=_demo)
    common(demo)


def _demo(run: Run) -> Answer:
    from kashi_desktop.cli.demo_office import PASSPHRASE
    from kashi_desktop.cli.demo_story import STORY_END, Settings, Story, Untrue, clear

    options, root = run.options, existing(run.options.dir)
    for name, most in _MOST.items():
        if getattr(options, name) > most:
            raise usage(f"--{name} 最多 {most}")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        if not (run.force and root.is_dir()):
            raise KnownError(
                "file_exists",
                QT_TRANSLATE_NOOP("errors", "这个文件夹不是空的，没有改动它。请换一个空文件夹，或加上 --force 替换上次演示的内容。"),
            )
        clear(root)
    root.mkdir(parents=True, exist_ok=True)
    settings = Settings(options.units, options.elders, options.months, options.seed, options.today or STORY_END)
    say(f"演示用的口令：{PASSPHRASE}")
    story = Story(root, settings, say)
    failed: KnownError | None = None
    try:
        story.play()
    except Untrue as fault:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "演示的结果与应有的不符（{what}），这是程序的错误；演示以外的数据没有变。请把这句话告诉技术人员。"
        )
        failed = KnownError("demo_failed", sentence, what=str(fault))
    body: dict[str, object] = {
        "folder": str(root),
        "passphrase": PASSPHRASE,
        "units": [{"code": office.code, "name": office.name, "elders": len(office.people)} for office in story.offices[1:]],
        "months": story.figures,
        "outcomes": sorted(story.outcomes),
        "steps": story.steps,
        "files": sorted(str(each) for each in root.rglob("*") if each.is_file() and "workspaces" not in each.relative_to(root).parts),
        "ok": failed is None,
    }
    if failed is None:
        say(f"完成。文件在 {root}，说明见 README.txt。")
    return Answer(body, failed, failed=failed is not None)
