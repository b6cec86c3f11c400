"""Sentences for files that cannot be read as a table; the child sends the code, the parent tells the sentence."""

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

TEMPLATES: dict[str, str] = {
    "file_unreadable": QT_TRANSLATE_NOOP(
        "errors", "打不开这个文件：它不存在、不是普通文件，或者没有读取权限。没有改动任何数据。请检查路径，或把文件复制到本机后再试。"
    ),
    "file_empty": QT_TRANSLATE_NOOP(
        "errors", "这个文件是空的，里面没有表格。没有改动任何数据。请检查是否选错了文件，或请对方重新保存后再发一次。"
    ),
    "file_huge": QT_TRANSLATE_NOOP(
        "errors",
        "这个文件太大，或展开后太大，已停止读取。没有改动任何数据。请删去表格下方和右侧多余的空白行列，或拆成几个较小的文件，再分别读入。",
    ),
    "file_slow": QT_TRANSLATE_NOOP(
        "errors", "读取这个文件用的时间太长，已停止。没有改动任何数据。请用 WPS 或 Excel 打开后另存为新的 .xlsx，或拆成几个较小的文件再试。"
    ),
    "file_encrypted": QT_TRANSLATE_NOOP(
        "errors", "这个表格设了打开密码，无法读取。没有改动任何数据。请用 WPS 或 Excel 打开，取消密码并另存后再试。"
    ),
    "file_damaged": QT_TRANSLATE_NOOP(
        "errors", "这个表格文件已损坏或不完整，无法读取。没有改动任何数据。请重新复制一次，或用 WPS 或 Excel 打开后另存为新的 .xlsx 再试。"
    ),
    "not_a_spreadsheet": QT_TRANSLATE_NOOP(
        "errors",
        "这个文件不是表格（例如图片、文档或程序改了扩展名）。没有改动任何数据。请选择 .xlsx、.xls、.ods 或 .csv 文件；"
        "如果它能用 WPS 或 Excel 打开，请另存为 .xlsx 再试。",
    ),
    "text_encoding": QT_TRANSLATE_NOOP(
        "errors", "这个文本表格的文字编码无法识别。没有改动任何数据。请用 WPS 或 Excel 打开，另存为 .xlsx 或“CSV UTF-8”再试。"
    ),
    "text_nul": QT_TRANSLATE_NOOP(
        "errors", "这个文本表格里有不应出现的空字节，文件可能已损坏。没有改动任何数据。请重新复制一次，或另存为 .xlsx 再试。"
    ),
    "text_quotes": QT_TRANSLATE_NOOP(
        "errors", "这个文本表格第 {row} 行附近的引号不成对，后面的内容无法分清。没有改动任何数据。请改正该行的引号，或另存为 .xlsx 再试。"
    ),
    "too_many_rows": QT_TRANSLATE_NOOP("errors", "表格超过 {limit} 行，已停止读取。没有改动任何数据。请拆成几个文件，再分别读入。"),
    "header_missing": QT_TRANSLATE_NOOP(
        "errors", "在前 10 行里找不到表头（例如：{expected}）。没有改动任何数据。请把数据抄入本程序导出的模板，或补上表头后再试。"
    ),
    "columns_missing": QT_TRANSLATE_NOOP("errors", "表格缺少必填的列：{columns}。没有改动任何数据。请补上这些列（列名与模板一致）后再试。"),
    "columns_duplicate": QT_TRANSLATE_NOOP(
        "errors", "表格里有重复的列：{columns}，无法判断以哪一列为准。没有改动任何数据。请删去或改名多余的列后再试。"
    ),
    "reader_failed": QT_TRANSLATE_NOOP(
        "errors", "读取表格的后台程序意外停止。没有改动任何数据。请再试一次；如果仍然不行，请用 WPS 或 Excel 另存为新的 .xlsx。"
    ),
    "table_too_large": QT_TRANSLATE_NOOP(
        "errors",
        "要导出的内容超过一张 Excel 工作表的限度（1048576 行，每格 32767 字）。没有写出文件，数据没有改动。请缩小范围后分几次导出。",
    ),
    "file_unwritable": QT_TRANSLATE_NOOP(
        "errors",
        "无法把文件写到这个位置：文件夹不存在、磁盘已满、没有权限，或文件正被别的程序打开。数据没有改动。请关闭该文件或换一个位置再试。",
    ),
}


def fault(code: str, **params: str | int) -> KnownError:
    """The known error of ``code`` with its sentence; an unknown code is told as ``reader_failed``."""
    template = TEMPLATES.get(code)
    if template is None:
        return KnownError("reader_failed", TEMPLATES["reader_failed"])
    return KnownError(code, template, **params)
