"""Refusals that a person or a program can act on; the HTTP layer turns them into RFC 9457 problems."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FieldError:
    """One refused field: `pointer` is an RFC 6901 JSON pointer into the request body."""

    pointer: str
    code: str
    message_zh: str
    message_en: str


@dataclass
class Refusal(Exception):
    """A request that cannot be granted: says what is wrong and what to do next, in both languages."""

    status: int
    code: str
    message_zh: str
    message_en: str
    errors: tuple[FieldError, ...] = field(default=())
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.status} {self.code}: {self.message_en}"


def not_found() -> Refusal:
    """The same answer for what does not exist and for what belongs to somebody else."""
    return Refusal(
        404,
        "not_found",
        "没有找到这条记录。它可能已被删除，或不属于您所在的区。请返回列表重新选择。",
        "Nothing is here. It may have been deleted or may not be yours. Go back to the list.",
    )


def forbidden(message_zh: str, message_en: str, code: str = "forbidden") -> Refusal:
    return Refusal(403, code, message_zh, message_en)


def conflict(code: str, message_zh: str, message_en: str) -> Refusal:
    return Refusal(409, code, message_zh, message_en)


def stale() -> Refusal:
    return Refusal(
        412,
        "stale_version",
        "这条记录刚被别人改过。请刷新后核对最新内容，再保存您的修改。",
        "Somebody has just changed this record. Reload it, compare, and save again.",
    )


def invalid(code: str, message_zh: str, message_en: str, *errors: FieldError) -> Refusal:
    return Refusal(422, code, message_zh, message_en, errors)
