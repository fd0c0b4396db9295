"""Files that people hand in: in a local folder by default, in S3-compatible storage by setting."""

from pathlib import Path

from obstore.store import LocalStore, ObjectStore, from_url

from mandate.platform.settings import Settings


def file_store(settings: Settings) -> ObjectStore:
    if settings.files_url:
        return from_url(settings.files_url)
    folder = (settings.data_dir / "files").resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return LocalStore(Path(folder))


async def keep_file(settings: Settings, key: str, content: bytes) -> None:
    """Kept before the row that names it commits: a file without a row harms nobody."""
    await file_store(settings).put_async(key, content)


async def read_file(settings: Settings, key: str) -> bytes:
    found = await file_store(settings).get_async(key)
    return bytes(await found.bytes_async())
