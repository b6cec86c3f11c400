"""The command line: reads a command, runs it, writes one JSON object; never a traceback (commands.md is its contract)."""

from argparse import Namespace
from collections.abc import Mapping

from kashi_desktop.bugs import report_bug
from kashi_desktop.cli.families import build_parser
from kashi_desktop.cli.frame import Answer, Run, error_object
from kashi_desktop.cli.output import say, stop_writing, write_object
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError, file_fault

DONE, BUG, REFUSED = 0, 1, 2


def main(argv: list[str]) -> int:
    """Run one command; returns the exit code: 0 done, 2 refused, 1 a bug."""
    options = Namespace(data=None)
    try:
        options = build_parser().parse_args(argv)
        return _finish(_run(options))
    except KnownError as error:
        return _finish(Answer({}, error))
    except SystemExit as leaving:  # --help has written itself
        return int(leaving.code or DONE)
    except BrokenPipeError:
        return _pipe_closed()
    except Exception as error:
        return _failed(error, options)


def _run(options: Namespace) -> Answer | None:
    run = Run(options)
    try:
        answer: Answer | None = options.handler(run)
    except KnownError as error:
        return Answer({}, error)
    except KeyboardInterrupt:
        return Answer({}, KnownError("cancelled", QT_TRANSLATE_NOOP("errors", "已中断，没有完成的改动都没有保存。需要时可以重新运行。")))
    except BrokenPipeError:
        raise
    except OSError as error:
        return Answer({}, file_fault(error))
    return answer


def _failed(error: Exception, options: Namespace) -> int:
    """Tell a bug by its number."""
    reference, log = report_bug(error, Run(options).data)
    sentence = QT_TRANSLATE_NOOP("errors", "程序出了错，没有完成的改动都没有保存，已有的数据没有变。请把编号 {reference} 告诉技术人员。")
    known = KnownError("bug", sentence, reference=reference)
    say(known.message)
    write_object({"error": error_object(known) | {"reference": reference}, "log": str(log) if log else None})
    return BUG


def _finish(answer: Answer | None) -> int:
    if answer is None:  # the command wrote its own lines
        return DONE
    body: Mapping[str, object] = answer.body
    if answer.error is not None:
        say(answer.error.message)
        body = {**body, "error": error_object(answer.error)}
    try:
        write_object(body)
    except BrokenPipeError:
        return _pipe_closed()
    if answer.failed:
        return BUG
    return REFUSED if answer.error is not None else DONE


def _pipe_closed() -> int:
    stop_writing()
    return REFUSED
