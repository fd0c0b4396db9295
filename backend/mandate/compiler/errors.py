"""The one error of the compiler: a document that cannot be read, said in words that tell what to do next."""


class DocumentUnreadable(Exception):
    """`code` is stable; the messages are for the person who chose the file."""

    def __init__(self, code: str, message_zh: str, message_en: str) -> None:
        super().__init__(message_en)
        self.code = code
        self.message_zh = message_zh
        self.message_en = message_en


_REASONS: dict[str, tuple[str, str]] = {
    "empty": (
        "文件里没有文字。请确认上传的是最终文稿。",
        "The file holds no text. Check that it is the final document.",
    ),
    "no_text_layer": (
        "这份 PDF 是扫描图片，没有可读取的文字。请上传 Word 文件或可复制文字的 PDF。",
        "This PDF is a scan without a text layer. Upload the Word file or a PDF whose text can be selected.",
    ),
    "encrypted": (
        "文件设有密码，无法读取。请取消密码后重新上传。",
        "The file is protected by a password. Remove the password and upload it again.",
    ),
    "not_a_word_file": (
        "文件扩展名是 .docx，但内容不是 Word 文档。请用 Word 或 WPS 另存为 .docx 后上传。",
        "The file is named .docx but is no Word document. Save it again as .docx with Word or WPS.",
    ),
    "old_word_file": (
        "这是旧版 .doc 文件。请用 Word 或 WPS 另存为 .docx 后上传。",
        "This is an old .doc file. Save it as .docx with Word or WPS and upload that.",
    ),
    "damaged": (
        "文件已损坏，无法打开。请重新导出后上传。",
        "The file is damaged and cannot be opened. Export it again and upload that.",
    ),
    "too_large": (
        "文件解压后过大，出于安全考虑不予读取。请只上传文稿本身。",
        "The file is too large once unpacked and was not read for safety. Upload the document alone.",
    ),
    "unknown_type": (
        "不支持这种文件。请上传 txt、docx 或可复制文字的 pdf。",
        "This kind of file is not supported. Upload a txt, a docx or a pdf whose text can be selected.",
    ),
    "not_text": (
        "文件不是文本，或编码无法识别。请另存为 UTF-8 编码的文本文件后上传。",
        "The file is no text, or its encoding is unknown. Save it as UTF-8 text and upload that.",
    ),
    "unexpected": (
        "读取文件时出现意外情况。请另存为 .docx 或 .txt 后重试；如仍失败，请把文件交给管理员。",
        "Something unexpected happened while reading the file. Save it as .docx or .txt and try again; "
        "if that fails too, hand the file to your administrator.",
    ),
}


def unreadable(code: str) -> DocumentUnreadable:
    """The error of a code listed in this module."""
    message_zh, message_en = _REASONS[code]
    return DocumentUnreadable(code, message_zh, message_en)
