"""Doubts that come from how a file was read, for the document as a whole or for a stretch of it."""

from mandate.compiler.draft import Doubt
from mandate.compiler.reading.kept import Kept

_MOST_LINES = 50
_HEAD = 200


def reading_doubts(kept: Kept, *, confirmed: bool) -> list[Doubt]:
    """What a person should know about the reading; `confirmed`: somebody said what the columns mean."""
    head = (0, min(_HEAD, len(kept.text)))
    doubts: list[Doubt] = []
    if kept.table is not None and not confirmed:
        doubts.append(Doubt(
            "columns_proposed",
            "这是一份表格，各列的含义由系统判断。请先核对“表格列”，确认后才能采纳。",
            "This is a table, and the meaning of its columns is a proposal. Check the columns; adoption waits for it.",
            *(kept.table.heading if kept.table.heading[1] else head),
        ))  # fmt: skip
    if kept.recognised:
        doubts.append(Doubt(
            "recognised",
            "文字由扫描图片识别得到，可能有错字。请对照原件核对单位名称和数字。",
            "The text was recognised from scanned pictures and may hold errors. Check names and numbers with the original.",
            *head,
        ))  # fmt: skip
    if kept.unread:
        pages = "、".join(map(str, kept.unread[:10])) + ("等" if len(kept.unread) > 10 else "")
        doubts.append(Doubt(
            "pages_unread",
            f"第 {pages} 页是图片，没有读到文字。请对照原件，手工补充这些页上的任务。",
            f"Page {', '.join(map(str, kept.unread[:10]))} is a picture and was not read. Add its tasks by hand.",
            *head,
        ))  # fmt: skip
    doubts += [
        Doubt(
            "recognised_unsure",
            f"这一行识别把握不大：“{kept.text[start:end][:40]}”，请对照原件核对。",
            f"This line was hard to recognise: “{kept.text[start:end][:40]}”. Check it with the original.",
            start,
            end,
        )
        for start, end in kept.unsure[:_MOST_LINES]
    ]
    return doubts
