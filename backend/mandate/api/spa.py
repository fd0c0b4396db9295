"""Serves the built SPA: compressed copies made at build time, hashed names kept for ever."""

from pathlib import Path

from fastapi import Request
from starlette.responses import FileResponse, Response

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
FOREVER = "public, max-age=31536000, immutable"


def file_for(folder: Path, path: str) -> Path:
    """The file of an address; every other address is a page of the SPA."""
    wanted = (folder / path.lstrip("/")).resolve()
    inside = wanted.is_relative_to(folder.resolve())
    return wanted if inside and wanted.is_file() else folder / "index.html"


def spa_answer(request: Request, folder: Path) -> Response:
    found = file_for(folder, request.url.path)
    headers = {"Vary": "Accept-Encoding"}
    hashed = found.parent.name == "assets"
    headers["Cache-Control"] = FOREVER if hashed else "no-cache"
    accepted = request.headers.get("accept-encoding", "")
    media_type = FileResponse(found).media_type
    for encoding, suffix in ENCODINGS:
        copy = found.with_name(found.name + suffix)
        if encoding in accepted and copy.is_file():
            return FileResponse(copy, headers={**headers, "Content-Encoding": encoding}, media_type=media_type)
    return FileResponse(found, headers=headers, media_type=media_type)
