"""Text as people may send it: normalised, bounded, free of characters that no database keeps."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

ALLOWED_CONTROLS = frozenset("\n\t")


def clean(value: str) -> str:
    """NFC, stripped; surrogates, NUL and other control characters are refused (not dropped)."""
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in ALLOWED_CONTROLS:
            raise ValueError("control characters are not allowed")
    return unicodedata.normalize("NFC", value).strip()


def filled(value: str) -> str:
    if not value:
        raise ValueError("must not be blank")
    return value


CleanText = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(clean)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(clean), AfterValidator(filled)]
OptionalLine = Annotated[str, StringConstraints(max_length=400), AfterValidator(clean)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(clean), AfterValidator(filled)]
