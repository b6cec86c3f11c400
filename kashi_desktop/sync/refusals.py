"""Sentences for what may be wrong between two offices; each says what happened, that nothing was lost, and what to do."""

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

_SENTENCES = {
    "unknown_device": QT_TRANSLATE_NOOP(
        "errors", "数据包来自没有登记的电脑，也没有本单位发出的邀请。没有导入任何内容，本机数据没有改动。请与发送单位核对，需要时重发邀请。"
    ),
    "device_rejected": QT_TRANSLATE_NOOP(
        "errors", "数据包来自已被拒绝登记的电脑。没有导入任何内容，本机数据没有改动。请与发送单位核对；确属误拒，请在设备页重新认可。"
    ),
    "quarantine_full": QT_TRANSLATE_NOOP(
        "errors",
        "这个单位等待处理的文件已经太多，没有再收下这一个，没有丢失任何内容，本机数据没有改动。"
        "请在设备页核对五组数字，认可发送的电脑后再导入一次，或清掉不要的等待文件。",
    ),
    "wrong_recipient": QT_TRANSLATE_NOOP(
        "errors", "这个文件是给另一个单位或另一台电脑的。没有导入任何内容，本机数据没有改动。请与发送单位核对，领取给本机的文件。"
    ),
    "own_package": QT_TRANSLATE_NOOP(
        "errors", "这是本机自己导出的文件，里面的记录本机都有。没有导入任何内容，本机数据没有改动。请把它交给对方单位。"
    ),
    "not_our_parent": QT_TRANSLATE_NOOP(
        "errors", "回执不是本单位的上级发出的。没有导入任何内容，本机数据没有改动。请与上级单位核对，重新领取回执。"
    ),
    "not_our_child": QT_TRANSLATE_NOOP(
        "errors", "数据包不是下级单位发来的。没有导入任何内容，本机数据没有改动。请与发送单位核对是否选错了文件。"
    ),
    "no_parent": QT_TRANSLATE_NOOP(
        "errors", "本机还没有打开上级单位的邀请文件，不知道该交给谁。没有写出或导入任何内容，数据都还在。请先导入上级发的邀请文件。"
    ),
    "other_parent": QT_TRANSLATE_NOOP(
        "errors", "本机已经归属另一个上级单位，没有打开这份邀请。本机数据没有改动。请与上级单位核对；确需更换，请联系技术支持。"
    ),
    "invitation_alone": QT_TRANSLATE_NOOP(
        "errors", "邀请文件要单独打开，先核对纸条。这些文件里有邀请，也有别的，一个都没有收，没有任何改动。请先只选邀请文件，再选别的。"
    ),
    "other_unit": QT_TRANSLATE_NOOP("errors", "这份邀请是给另一个单位的。没有导入任何内容，本机数据没有改动。请选择本单位的邀请文件。"),
    "scope": QT_TRANSLATE_NOOP(
        "errors", "数据包里有不属于发送单位的记录，整个文件没有导入，本机数据没有改动。请与发送单位核对，并把情况告诉技术支持。"
    ),
    "chain_broken": QT_TRANSLATE_NOOP(
        "errors", "数据包里的记录前后接不上，内容可能被改动，整个文件没有导入，本机数据没有改动。请让发送单位重新导出。"
    ),
    "file_failed": QT_TRANSLATE_NOOP(
        "errors",
        "处理这个文件时程序出了错，没有导入它，其他文件和本机数据都没有受影响。请把编号 {reference} 告诉技术人员，并让对方重新导出。",
    ),
    "structure": QT_TRANSLATE_NOOP(
        "errors", "数据包里的记录格式不对，整个文件没有导入，本机数据没有改动。请让发送单位检查程序版本后重新导出。"
    ),
    "waiting_approval": QT_TRANSLATE_NOOP(
        "errors", "第一次收到这台电脑的数据包，已代为保存，暂未并入。没有丢失任何内容。请核对五组数字，在设备页认可后自动并入。"
    ),
    "cards_contested": QT_TRANSLATE_NOOP(
        "errors",
        "上级有两张名片都可能是新的，不知道该信哪一张。文件已代为保存，暂未并入，没有丢失任何内容。"
        "请当面或打电话向上级问清现在的五组数字，在收文件的页面输入。",
    ),
    "digits_unknown": QT_TRANSLATE_NOOP(
        "errors", "等着的文件和本机知道的名片里，没有一张是这五组数字。没有任何改动。请逐组核对；仍然不对，请再问上级单位。"
    ),
    "newer_card": QT_TRANSLATE_NOOP(
        "errors", "本单位的钥匙已在另一台电脑上换过，这台电脑没有新的钥匙。没有任何改动。请在那台电脑上操作，或用封存的恢复单恢复。"
    ),
    "recovery_other": QT_TRANSLATE_NOOP("errors", "这把恢复密钥不是本单位的。没有任何改动。请找出本单位建立工作区时打印并封存的那一张。"),
    "gap": QT_TRANSLATE_NOOP(
        "errors", "这个数据包前面还缺一个没有收到的数据包，已代为保存，暂未并入。没有丢失任何内容。收到缺的那个或下一个数据包后自动并入。"
    ),
    "cloned_here": QT_TRANSLATE_NOOP(
        "errors",
        "本机的数据文件夹被复制过，两份都写了新记录。两边的记录上级单位都已收到，没有丢失任何内容。请今后只用其中一份，停用另一份。",
    ),
    "after_revocation": QT_TRANSLATE_NOOP(
        "errors", "这台电脑已经停用，停用以后的记录已代为保存，暂未并入，没有丢失任何内容。请由负责人核对后决定。"
    ),
    "unit_full": QT_TRANSLATE_NOOP(
        "errors",
        "收下这个文件，这个单位的记录就会超过 200 万条或 1 GB，不像一个单位的。"
        "文件已代为保存，暂未并入，没有丢失任何内容，其他单位不受影响。"
        "请由负责人与该单位核对，再用命令 waiting take 收下，或用 waiting refuse 清掉。",
    ),
    "waiting_not_takable": QT_TRANSLATE_NOOP(
        "errors",
        "{code} 的等待文件不是等人决定收不收的，没有任何改动。等认可的，请核对五组数字后认可电脑；缺前一个文件的，收到那个文件后自动并入。",
    ),
    "cancelled": QT_TRANSLATE_NOOP("errors", "已取消，没有导入任何内容，本机数据没有改动。需要时可以重新导入。"),
    "folder_empty": QT_TRANSLATE_NOOP(
        "errors", "文件夹和它的子文件夹里没有本程序的数据包、回执或邀请文件。没有导入任何内容，本机数据没有改动。请检查是否选对了文件夹。"
    ),
    "folder_missing": QT_TRANSLATE_NOOP("errors", "找不到要写入的文件夹，可能 U 盘已拔出。没有写出文件，数据都还在。请检查后再试一次。"),
    "file_missing": QT_TRANSLATE_NOOP("errors", "找不到这个文件，可能 U 盘已拔出。没有导入任何内容，本机数据没有改动。请检查后再选一次。"),
    "file_changed": QT_TRANSLATE_NOOP("errors", "文件在读取途中变了样。没有导入它，本机数据没有改动。请等它写完或重新复制，再导入一次。"),
    "not_an_office": QT_TRANSLATE_NOOP(
        "errors", "只有县（市）和地区可以发邀请、认可电脑和写回执。本机数据没有改动。请在上级单位的电脑上操作。"
    ),
    "unit_not_ours": QT_TRANSLATE_NOOP(
        "errors", "单位代码 {code} 不是本单位直接下级的单位。没有写出任何文件，数据没有改动。请核对 12 位代码。"
    ),
    "device_not_found": QT_TRANSLATE_NOOP("errors", "没有找到编号为 {code} 的电脑。没有任何改动。请对照设备列表上的 8 位编号再输入一次。"),
    "waiting_not_found": QT_TRANSLATE_NOOP("errors", "没有编号为 {code} 的等待文件或电脑。没有任何改动。请对照等待文件的列表再输入一次。"),
    "device_ambiguous": QT_TRANSLATE_NOOP("errors", "有几台电脑的编号都以 {code} 开头。没有任何改动。请多输入几位再试。"),
    "device_active": QT_TRANSLATE_NOOP("errors", "这台电脑已经认可，不能再拒绝。没有任何改动。需要停用时，请认可替换它的新电脑。"),
    "device_revoked": QT_TRANSLATE_NOOP(
        "errors", "这台电脑已经停用，停用过的电脑不能再认可，没有任何改动。请在那台电脑上用新的邀请重新建立，再认可它。"
    ),
    "device_not_approved": QT_TRANSLATE_NOOP("errors", "这台电脑没有认可或已经停用，没有任何改动。请核对设备编号。"),
    "replaces_needed": QT_TRANSLATE_NOOP(
        "errors", "这个单位已有认可的电脑 {code}，没有任何改动。一个单位只用一台：请先确认新电脑替换哪一台，再重新认可。"
    ),
    "replaces_unknown": QT_TRANSLATE_NOOP("errors", "{code} 不是这个单位现在认可的电脑，没有任何改动。请核对被替换电脑的编号。"),
    "no_devices": QT_TRANSLATE_NOOP("errors", "还没有已认可的下级电脑，没有写出回执，数据没有改动。请先导入数据包并认可发送的电脑。"),
    "entries_unsound": QT_TRANSLATE_NOOP(
        "errors",
        "要交出的记录里有一条格式不对，对方会拒收，所以没有写出文件。本机数据没有丢失。请运行检查（doctor），并把结果告诉技术支持。",
    ),
    "phone_code_unknown": QT_TRANSLATE_NOOP(
        "errors", "确认码与本机的记录对不上。没有任何改动。请核对县里屏幕上的单位是不是本单位，或改用回执文件。"
    ),
    "package_empty": QT_TRANSLATE_NOOP(
        "errors", "文件是空的，可能没有复制完整。没有导入任何内容，本机数据没有改动。请让对方重新导出并复制。"
    ),
    "package_too_large": QT_TRANSLATE_NOOP(
        "errors", "文件超过 {limit} MB 的上限，不像数据包。没有导入任何内容，本机数据没有改动。请检查是否选错了文件。"
    ),
    "not_a_package": QT_TRANSLATE_NOOP(
        "errors", "这不是本程序的数据包。没有导入任何内容，本机数据没有改动。请选择扩展名为 .kashi 的文件。"
    ),
    "package_damaged": QT_TRANSLATE_NOOP(
        "errors", "数据包已损坏或没有复制完整。没有导入任何内容，本机数据没有改动。请重新复制；仍然不行，请让对方重新导出。"
    ),
    "package_not_for_us": QT_TRANSLATE_NOOP(
        "errors", "这个数据包不是给本单位的（或开头已损坏），本机无法打开。没有导入任何内容，本机数据没有改动。请与发送单位核对。"
    ),
    "package_passphrase_type": QT_TRANSLATE_NOOP(
        "errors", "这个文件是用口令加密的，本程序从不生成这样的数据包。没有导入任何内容，本机数据没有改动。请与发送单位核对来源。"
    ),
    "package_newer_major": QT_TRANSLATE_NOOP(
        "errors", "这个文件由更新版本的程序生成，本机还不能读取。没有导入任何内容，本机数据没有改动。请先升级本程序，再导入一次。"
    ),
    "package_signature": QT_TRANSLATE_NOOP(
        "errors", "文件的签名不符，内容可能被改动，或不是所称单位发出的。没有导入任何内容，本机数据没有改动。请与发送单位核对并重新导出。"
    ),
    "package_bomb": QT_TRANSLATE_NOOP(
        "errors", "数据包解压后大得不正常，已停止读取。没有导入任何内容，本机数据没有改动。请与发送单位核对来源。"
    ),
    "invitation_invalid": QT_TRANSLATE_NOOP(
        "errors", "邀请文件已损坏或被改动。没有导入任何内容，本机数据没有改动。请让上级单位重新导出邀请文件。"
    ),
    "not_an_invitation": QT_TRANSLATE_NOOP(
        "errors", "这不是本程序的邀请文件。没有导入任何内容，本机数据没有改动。请选择上级单位给的邀请文件。"
    ),
    "payload_too_large": QT_TRANSLATE_NOOP(
        "errors", "要导出的内容超过一个文件的上限。没有写出文件，数据都还在。请联系技术支持，并说明本单位的记录数量。"
    ),
    "file_exists": QT_TRANSLATE_NOOP("errors", "同名文件已经存在，没有覆盖它。没有写出文件，数据都还在。请换一个文件夹或先移走原文件。"),
    "write_failed": QT_TRANSLATE_NOOP(
        "errors", "文件没有写成，可能是空间不足、写保护或 U 盘已拔出。数据都还在，没有标为已导出。请检查 U 盘后再导出一次。"
    ),
    "write_unverified": QT_TRANSLATE_NOOP(
        "errors", "写入后读回的内容不一致，这个 U 盘可能有故障。数据都还在，没有标为已导出。请换一个 U 盘再导出一次。"
    ),
    "certificate_invalid": QT_TRANSLATE_NOOP(
        "errors",
        "文件中的单位名片或设备证书无效，可能已损坏或被改动。本机数据没有任何改动。请让对方重新导出文件，或与上级单位核对五组数字。",
    ),
    "file_unreadable": QT_TRANSLATE_NOOP("errors", "文件无法读取，可能 U 盘已拔出。没有导入任何内容，本机数据没有改动。请检查后再选一次。"),
    "phone_code_typo": QT_TRANSLATE_NOOP(
        "errors", "确认码有误，可能听错或少打了字符。没有任何改动。请对照县里屏幕上的 8 个字符再输入一次。"
    ),
    "recovery_identity_typo": QT_TRANSLATE_NOOP(
        "errors", "恢复密钥有误，可能抄错或漏了字符。没有任何改动。请对照密封信封里的纸逐组再输入一次。"
    ),
}


def fault(code: str, /, **params: object) -> KnownError:
    """The fault of a code with its sentence."""
    return KnownError(code, _SENTENCES[code], **params)


def sentence(code: str) -> str:
    """The template of a code."""
    return _SENTENCES[code]
