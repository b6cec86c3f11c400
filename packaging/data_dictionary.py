"""Writes docs/data-dictionary.md from the registers themselves; ``--check`` tells whether the file is current (exit 1 when not)."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "data-dictionary.md"
HEAD = """# 数据字典

由 `python packaging/data_dictionary.py` 从程序生成，请不要手工修改。程序里的“本单位 → 数据字典”“登记册 → 数据字典”是同一份内容。

没有列在这里的，程序一律不存：没有民族、宗教、政治面貌、指纹人脸、坐标行踪、病史、收入和来客。
"""


def dictionary() -> str:
    """The whole file."""
    sys.path.insert(0, str(ROOT))
    from kashi_desktop.services.records import data_dictionary

    parts = [HEAD]
    for register in data_dictionary():
        parts.append(f"\n## {register.label}（`{register.name}`）\n")
        parts.append("| 列名 | 内容 | 必填 | 可填的值 | 用途 | 谁能看到 | 保存多久 |\n|---|---|---|---|---|---|---|")
        for field in register.fields:
            values = "<br>".join(f"`{value}` {label}" for value, label in field.choices)
            cells = (f"`{field.key}`", field.label, "是" if field.required else "", values, field.purpose, field.who_sees, field.keep)
            parts.append(f"| {' | '.join(cells)} |")
    return "\n".join(parts) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    made = dictionary()
    if "--check" in arguments:
        current = OUT.exists() and OUT.read_text(encoding="utf-8") == made
        if not current:
            print("data_dictionary: docs/data-dictionary.md is not current; run python packaging/data_dictionary.py.")
        return 0 if current else 1
    OUT.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
