"""Recognition of scanned pages: an optional part (the extra `ocr`), which holds its models in its own package."""

import logging
from importlib.util import find_spec
from typing import Any

import pypdfium2

from mandate.compiler.errors import unreadable
from mandate.compiler.reading.kept import Kept, Progress

MOST_PAGES = 40
_PIXELS_PER_POINT = 200 / 72
_LONGEST_SIDE = 3000
_SURE = 0.85
_SAME_LINE = 0.6


def installed() -> bool:
    """Whether the optional part can be used here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def with_recognised(
    document: pypdfium2.PdfDocument, pages: list[list[str]], pictures: list[int], progress: Progress | None
) -> Kept:
    """The text of all pages, pictures recognised; lines read with little confidence are marked. Raises DocumentUnreadable."""
    if len(pictures) > MOST_PAGES:
        raise unreadable("scan_too_long")
    report = progress or (lambda _stage, _share: None)
    report("recognising", 0.0)
    engine = _engine()
    parts: list[str] = []
    unsure: list[tuple[int, int]] = []
    place = 0
    for index, page in enumerate(pages):
        report("recognising", 0.2 * index / len(pages))
        lines = _recognised(engine, document, index) if index in pictures else [(line, 1.0) for line in page]
        for words, confidence in lines:
            if confidence < _SURE and words:
                unsure.append((place, place + len(words)))
            parts.append(words)
            place += len(words) + 1
    text = "\n".join(parts)
    if not text.strip():
        raise unreadable("no_text_layer")
    return Kept(text, recognised=True, unsure=tuple(unsure))


def _engine() -> Any:
    import onnxruntime
    from rapidocr import RapidOCR

    # What is read here leaves no trace and tells nobody.
    onnxruntime.disable_telemetry_events()
    onnxruntime.set_default_logger_severity(3)
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def _recognised(engine: Any, document: pypdfium2.PdfDocument, index: int) -> list[tuple[str, float]]:
    """(words, confidence from 0 to 1) of each line of a page, from top to bottom."""
    page = document[index]
    try:
        # A page may claim to be as large as a house.
        scale = min(_PIXELS_PER_POINT, _LONGEST_SIDE / max(*page.get_size(), 1.0))
        picture = page.render(scale=scale).to_numpy()
    finally:
        page.close()
    result = engine(picture)
    if result.boxes is None:
        return []
    boxes = [
        (
            float(min(y for _, y in box)),
            float(max(y for _, y in box)),
            float(min(x for x, _ in box)),
            words,
            float(score),
        )
        for box, words, score in zip(result.boxes, result.txts, result.scores, strict=True)
    ]
    return _lines(boxes)


def _lines(boxes: list[tuple[float, float, float, str, float]]) -> list[tuple[str, float]]:
    """Boxes beside each other (top, bottom, left, words, confidence) make one line."""
    rows: list[list[tuple[float, float, float, str, float]]] = []
    for box in sorted(boxes):
        height = max(box[1] - box[0], 1.0)
        if rows and min(box[1], rows[-1][0][1]) - box[0] > _SAME_LINE * height:
            rows[-1].append(box)
        else:
            rows.append([box])
    made: list[tuple[str, float]] = []
    for row in rows:
        row.sort(key=lambda box: box[2])
        words = " ".join(_clean(box[3]) for box in row)
        made.append((words, min(box[4] for box in row)))
    return made


def _clean(words: str) -> str:
    return " ".join(words.replace("\x00", "").encode("utf-8", errors="ignore").decode("utf-8").split())
