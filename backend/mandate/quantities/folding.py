"""Folding of full-width and variant characters to one spelling, one character for one, so that offsets stay valid."""

from mandate.quantities.traditional import SIMPLIFIED

_VARIANTS = {
    "：": ":", "∶": ":", "﹕": ":", "︰": ":",
    "；": ";", "﹔": ";",
    "（": "(", "﹙": "(", "）": ")", "﹚": ")",
    "【": "[", "［": "[", "〔": "[", "〈": "(", "〉": ")", "〖": "[", "】": "]", "］": "]", "〕": "]", "〗": "]",
    "—": "-", "–": "-", "‐": "-", "‑": "-", "―": "-", "−": "-", "－": "-", "─": "-", "﹣": "-",
    "～": "~", "∼": "~", "〜": "~",
    "％": "%", "﹪": "%", "．": ".", "／": "/", "＋": "+", "＜": "<", "＞": ">", "＝": "=", "≧": "≥", "≦": "≤",
    "﹐": "，", "、": "、", "﹑": "、", "､": "、", "｡": "。",
    "＂": "“", "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ",
    "Ⅰ": "I", "Ⅴ": "V", "*": "*", "＊": "*",
}  # fmt: skip
_TABLE = {ord(variant): plain for variant, plain in _VARIANTS.items()}
_TABLE.update({ord(written): plain for written, plain in SIMPLIFIED.items()})
_TABLE.update({0xFF10 + digit: str(digit) for digit in range(10)})
_TABLE.update({0xFF21 + letter: chr(65 + letter) for letter in range(26)})
_TABLE.update({0xFF41 + letter: chr(97 + letter) for letter in range(26)})


def fold(text: str) -> str:
    """The text with one spelling for digits, letters, signs and characters (traditional become simplified); same length."""
    return text.translate(_TABLE)
