"""All commands: each family adds its own words; nothing else is a command."""

from kashi_desktop.cli import demo, enrolment, exchange, keys, numbers, paper, records, registers, research, undo, workspace
from kashi_desktop.cli.parsing import Parser, common

FAMILIES = (workspace, enrolment, keys, registers, records, undo, numbers, exchange, paper, research, demo)


def build_parser() -> Parser:
    """The whole command line."""
    parser = Parser(prog="main.py", description="喀什社区服务台账：命令写法见 docs/commands.md", add_help=True)
    common(parser, first=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for family in FAMILIES:
        family.add(commands)
    return parser
