"""What may happen to a plan and its draft, when, and by whom."""

from dataclasses import dataclass
from enum import StrEnum

from mandate.access.actor import Actor
from mandate.access.permissions import Permission
from mandate.platform.errors import Refusal, conflict, invalid


class Move(StrEnum):
    CANCEL = "cancel"
    RECOMPILE = "recompile"
    REVIEW = "review"
    ADOPT = "adopt"


@dataclass(frozen=True, slots=True)
class Step:
    to: str
    permission: Permission


# (state, move) -> (state, who may). `start`, `finish` and `fail` are the compiler's own.
MOVES: dict[tuple[str, Move], Step] = {
    ("uploaded", Move.CANCEL): Step("cancelled", Permission.PLAN_UPLOAD),
    ("compiling", Move.CANCEL): Step("cancelled", Permission.PLAN_UPLOAD),
    ("in_review", Move.CANCEL): Step("cancelled", Permission.PLAN_UPLOAD),
    ("failed", Move.CANCEL): Step("cancelled", Permission.PLAN_UPLOAD),
    ("failed", Move.RECOMPILE): Step("uploaded", Permission.PLAN_UPLOAD),
    ("cancelled", Move.RECOMPILE): Step("uploaded", Permission.PLAN_UPLOAD),
    ("in_review", Move.REVIEW): Step("in_review", Permission.PLAN_REVIEW),
    ("in_review", Move.ADOPT): Step("adopted", Permission.PLAN_ADOPT),
}

STATE_WORDS = {
    "uploaded": ("等待解析", "waiting to be read"),
    "compiling": ("正在解析", "being read"),
    "in_review": ("待核对", "in review"),
    "adopted": ("已采纳", "adopted"),
    "cancelled": ("已取消", "cancelled"),
    "failed": ("解析失败", "could not be read"),
}


def actions_of(state: str, actor: Actor) -> list[str]:
    """The moves that this person may make now: the SPA shows buttons from it."""
    return [move for (from_state, move), step in MOVES.items() if from_state == state and actor.may(step.permission)]


def ensure_move(state: str, move: Move) -> str:
    step = MOVES.get((state, move))
    if step is None:
        zh, en = STATE_WORDS[state]
        raise conflict(
            "wrong_state",
            f"这份文件目前是“{zh}”，不能进行这项操作。请刷新页面查看最新状态。",
            f"This document is {en}; that is not possible now. Reload the page.",
        )
    return step.to


MEDIA_TYPES = {
    "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "html": "text/html",
    "htm": "text/html",
    "mht": "multipart/related",
    "mhtml": "multipart/related",
    "pdf": "application/pdf",
}


def media_type_of(file_name: str, content: bytes) -> str:
    """By name and by first bytes, which must agree; anything else is refused with what to do."""
    suffix = file_name.rpartition(".")[2].lower()
    if suffix not in MEDIA_TYPES:
        raise Refusal(
            415,
            "unsupported_document",
            "只能上传 docx、xlsx、csv、网页（html、mht）、pdf 或 txt 文件。doc、wps、xls 文件请先另存为 docx 或 xlsx。",
            "Upload a docx, xlsx, csv, html, mht, pdf or txt file. Save a doc, wps or xls file as docx or xlsx first.",
        )
    if not content:
        raise invalid("empty_file", "文件是空的，请检查后重新上传。", "The file is empty. Check it and upload again.")
    packed = content.startswith(b"PK\x03\x04")
    looks_like = {"pdf": content[:1024].lstrip().startswith(b"%PDF"), "docx": packed, "xlsx": packed}
    if not looks_like.get(suffix, b"\x00\x00\x00\x00" not in content[:4096]):
        raise invalid(
            "content_mismatch",
            f"文件内容不是真正的 {suffix} 文件，可能改过扩展名。请用原来的程序打开并另存后再上传。",
            f"The content is not a {suffix} file. Open it in its own program, save it as {suffix}, and upload again.",
        )
    return MEDIA_TYPES[suffix]


def ensure_size(size: int, limit: int) -> None:
    if size > limit:
        megabytes = limit // (1024 * 1024)
        raise Refusal(
            413,
            "file_too_large",
            f"文件超过 {megabytes} MB。请删去图片或拆分后再上传。",
            f"The file is larger than {megabytes} MB. Remove pictures or split it, then upload again.",
        )
