"""Argon2id, off the event loop."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

# RFC 9106's second recommendation: 64 MiB, three passes; about 60 ms here.
HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
ABSENT = HASHER.hash("no account has this password")


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(HASHER.hash, password)


async def password_matches(stored: str | None, password: str) -> bool:
    """An unknown account costs the same work as a known one."""

    def check() -> bool:
        try:
            HASHER.verify(stored or ABSENT, password)
        except (Argon2Error, InvalidHashError):
            return False
        return stored is not None

    return await asyncio.to_thread(check)
