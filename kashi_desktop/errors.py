"""Faults told to people: each a code for scripts and a sentence that says what to do."""

import errno
from typing import Any


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Mark a sentence for the translation catalogue and return it unchanged."""
    return text


class KnownError(Exception):
    """The world's fault or the user's: a stable code and a translatable sentence with named places.

    ``template`` is source text of the translation context ``errors``; ``params`` never hold a name, phone or ID number.
    """

    def __init__(self, code: str, template: str, /, **params: Any) -> None:
        """Keep the parts apart so that a screen can translate before filling in."""
        super().__init__(code)
        self.code = code
        self.template = template
        self.params = params

    @property
    def message(self) -> str:
        """The sentence in the source language."""
        return self.template.format(**self.params)

    def __str__(self) -> str:
        """Show the code and the sentence, as the command line does."""
        return f"{self.code}: {self.message}"


DISK_FULL = QT_TRANSLATE_NOOP("errors", "磁盘已满，这次的内容没有保存，原有数据没有改动，仍可以查看和打印。请腾出空间后再试。")
READ_ONLY = QT_TRANSLATE_NOOP(
    "errors", "这个文件夹只能看不能写（U 盘锁住了，或没有权限），这次的内容没有保存，原有数据没有改动。请打开写保护或换一个文件夹再试。"
)
DISK_ERROR = QT_TRANSLATE_NOOP(
    "errors",
    "磁盘读写出错，这次的内容没有保存，原有数据没有改动。请检查 U 盘或硬盘是否接好再试；再出错时先复制整个文件夹，再请技术人员查看磁盘。",
)
_FILE_ERROR = QT_TRANSLATE_NOOP("errors", "读写文件时出错（{reason}），没有完成的改动都没有保存。请检查路径、权限和剩余空间再试。")
_OF_THE_DISK = {
    errno.ENOSPC: ("disk_full", DISK_FULL),
    errno.EROFS: ("read_only", READ_ONLY),
    errno.EIO: ("disk_error", DISK_ERROR),
}


def file_fault(error: OSError) -> KnownError:
    """What the file system refused, as a sentence: disk_full, read_only, disk_error or file_error."""
    code, template = _OF_THE_DISK.get(error.errno or 0, ("file_error", _FILE_ERROR))
    return KnownError(code, template, reason=error.strerror or type(error).__name__)
