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
        "这份 PDF 是扫描图片，没有可读取的文字。请上传 Word 文件或可复制文字的 PDF；"
        "如需识别扫描件，请联系管理员安装文字识别组件（见运维手册“识别扫描件”）。",
        "This PDF is a scan without a text layer. Upload the Word file or a PDF whose text can be selected, "
        "or ask your administrator to install the recognition of scans (operations manual, “Reading scans”).",
    ),
    "scan_too_long": (
        "这份扫描件页数太多，无法识别。请拆成每份不超过 40 页的文件，或上传 Word 文件。",
        "This scan has too many pages to be recognised. Split it into files of at most 40 pages, or upload the Word file.",
    ),
    "encrypted": (
        "文件设有密码，无法读取。请取消密码后重新上传。",
        "The file is protected by a password. Remove the password and upload it again.",
    ),
    "not_a_word_file": (
        "文件扩展名是 .docx，但内容不是 Word 文档。请用 Word 或 WPS 另存为 .docx 后上传。",
        "The file is named .docx but is no Word document. Save it again as .docx with Word or WPS.",
    ),
    "not_a_sheet_file": (
        "文件扩展名是 .xlsx，但内容不是 Excel 工作簿。请用 Excel 或 WPS 另存为 .xlsx 后上传。",
        "The file is named .xlsx but is no Excel workbook. Save it again as .xlsx with Excel or WPS.",
    ),
    "old_word_file": (
        "这是旧版 .doc 或 .wps 文件。请用 Word 或 WPS 另存为 .docx 后上传。",
        "This is an old .doc or .wps file. Save it as .docx with Word or WPS and upload that.",
    ),
    "old_sheet_file": (
        "这是旧版 .xls 或 .et 表格。请用 Excel 或 WPS 另存为 .xlsx 后上传。",
        "This is an old .xls or .et workbook. Save it as .xlsx with Excel or WPS and upload that.",
    ),
    "rich_text": (
        "这是 RTF 文件。请用 Word 或 WPS 打开并另存为 .docx 后上传。",
        "This is an RTF file. Open it in Word or WPS, save it as .docx and upload that.",
    ),
    "macros": (
        "文件带有宏，出于安全考虑不予读取。请另存为不含宏的 .docx 或 .xlsx 后上传。",
        "The file carries macros and was not read for safety. Save it as a .docx or .xlsx without macros.",
    ),
    "picture": (
        "这是一张图片，不是文稿。请上传 Word、Excel、网页或可复制文字的 PDF 文件。",
        "This is a picture, not a document. Upload a Word, Excel or web file, or a PDF whose text can be selected.",
    ),
    "program": (
        "这是程序文件，不是文稿，没有读取。请确认选择的是方案文稿。",
        "This is a program, not a document, and was not read. Check that you chose the plan itself.",
    ),
    "damaged": (
        "文件已损坏，无法打开。请重新导出后上传。",
        "The file is damaged and cannot be opened. Export it again and upload that.",
    ),
    "too_large": (
        "文件解压后过大，出于安全考虑不予读取。请只上传文稿本身。",
        "The file is too large once unpacked and was not read for safety. Upload the document alone.",
    ),
    "too_long": (
        "文件超过 60 万字或 4 万行，不像一份方案，没有读取。请只保留方案正文和任务表，或拆成几份后分别上传。",
        "The file holds more than 600,000 characters or 40,000 lines, which no plan does. Keep the plan itself, or split it.",
    ),
    "sheet_too_large": (
        "表格的行、列或单元格太多，不像任务清单。请只保留任务清单所在的工作表，删去空白的行列后上传。",
        "The workbook has too many rows, columns or cells for a list of tasks. Keep only the sheet with the tasks.",
    ),
    "too_expensive": (
        "读取这份文件超出了时间或内存限制。请删去图片和附表，或拆成几份后分别上传。",
        "Reading this file took too much time or memory. Remove pictures and tables, or split it into parts.",
    ),
    "unknown_type": (
        "不支持这种文件。请上传 docx、xlsx、csv、网页（html）、txt 或可复制文字的 pdf。",
        "This kind of file is not supported. Upload a docx, xlsx, csv, html or txt file, or a pdf whose text can be selected.",
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
