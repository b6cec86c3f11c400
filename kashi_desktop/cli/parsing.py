"""The parser: every word of the command line, and refusals in sentences instead of a usage dump."""

import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, _SubParsersAction
from datetime import date
from typing import Any, NoReturn

from kashi_desktop.cli.frame import Handler
from kashi_desktop.cli.output import write_text
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.calendar import YEARS
from kashi_desktop.rules.texts import unwritable

_WORDINGS = (
    (re.compile(r"the following arguments are required: (.*)"), "缺少 {0}"),
    (re.compile(r"unrecognized arguments: (.*)"), "不认识 {0}"),
    (re.compile(r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)"), "{0} 没有 {1} 这一种，可以用 {2}"),
    (re.compile(r"argument (.*?): expected .* arguments?"), "{0} 后面缺少内容"),
    (re.compile(r"argument (.*?): not allowed with argument (.*)"), "{0} 不能与 {1} 同用"),
    (re.compile(r"one of the arguments (.*) is required"), "缺少 {0} 中的一个"),
    (re.compile(r"argument (.*?): ignored explicit argument .*"), "{0} 后面不能带内容"),
    (re.compile(r"argument (.*?): (.*)"), "{0} {1}"),
)
"""argparse's own sentences, as people read them."""


def usage(detail: str) -> KnownError:
    """The refusal of a command that is written wrongly."""
    return KnownError(
        "usage", QT_TRANSLATE_NOOP("errors", "命令的写法不对：{detail}。没有任何改动。请加上 --help 查看写法。"), detail=detail
    )


REGISTERS = "登记簿：{registers}"
"""Help that names the registers; they are looked up when somebody reads it, because the declarations load slowly."""


class Parser(ArgumentParser):
    """An argument parser whose faults are refusals; no abbreviations, because scripts outlive them."""

    def __init__(self, **settings: Any) -> None:
        """Forbid abbreviations; a word without a type of its own is a plain text."""
        super().__init__(**{"allow_abbrev": False} | settings)
        self.register("type", None, plain)

    def add_subparsers(self, **settings: Any) -> Any:
        """As argparse's own; the words behind a command are judged by the command's parser, which knows which of them are paths."""
        found = super().add_subparsers(**settings)
        found.type = str
        return found

    def print_help(self, file: Any = None) -> None:
        """Write the help to stdout in UTF-8, also where the terminal's own encoding lacks Chinese."""
        text = self.format_help()
        if "{registers}" in text:
            from kashi_desktop.services.registers import register_names  # late, as said above

            text = text.replace("{registers}", " ".join(register_names()))
        write_text(text)

    def error(self, message: str) -> NoReturn:
        """Raise ``usage`` instead of printing and leaving."""
        for pattern, wording in _WORDINGS:
            if found := pattern.fullmatch(message):
                raise usage(wording.format(*found.groups()))
        raise usage(message)


def plain(text: str) -> str:
    """A word that could be typed: UTF-8, without control characters. Bytes that are no UTF-8 come from the system as lone surrogates."""
    if unwritable(text):
        raise ArgumentTypeError("不是有效的 UTF-8 文字，或含有看不见的控制字符")
    return text


def path(text: str) -> str:
    """A path, which may be of any bytes but not empty: an empty one would quietly be the present folder, or nothing."""
    if not text:
        raise ArgumentTypeError("不能是空的")
    return text


def day(text: str) -> date:
    """A day written ``YYYY-MM-DD``, of a year that months are counted of."""
    try:
        if len(text) != 10 or (found := date.fromisoformat(text)).year not in YEARS:
            raise ValueError(text)
        return found
    except ValueError:
        raise ArgumentTypeError("应写成 2026-01-31 的样式") from None


def at_least_one(text: str) -> int:
    """A whole number from 1."""
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 9999:
        raise ArgumentTypeError("应是 1 到 9999 的整数")
    return int(text)


def whole(text: str) -> int:
    """A whole number from 0."""
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise ArgumentTypeError("应是不为负的整数")
    return int(text)


def common(parser: ArgumentParser, *, first: bool = False) -> None:
    """Add ``--data`` and ``--today``; after the command they are tolerated and win over those before it."""
    default = None if first else SUPPRESS
    words = ("工作区的文件夹", "录入日期，也是各项规则中的“今天”") if first else (SUPPRESS, SUPPRESS)
    parser.add_argument("--data", metavar="DIR", type=path, default=default, help=words[0])
    parser.add_argument("--today", metavar="YYYY-MM-DD", type=day, default=default, help=words[1])


def command(commands: "_SubParsersAction[Parser]", name: str, words: str, handler: Handler) -> Parser:
    """Add a command with the options that all commands take; with ``words`` the help lists it."""
    parser = commands.add_parser(name, help=words) if words else commands.add_parser(name)
    parser.set_defaults(handler=handler)
    common(parser)
    return parser


def add_force(parser: ArgumentParser) -> None:
    """Add ``--force``."""
    parser.add_argument("--force", action="store_true", help="替换已有的文件")
