"""Argon2id, off the event loop."""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

# RFC 9106's second recommendation: 64 MiB, three passes; about 60 ms here.
PASSES, MEMORY_KIB = 3, 64 * 1024
HASHER = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)
ABSENT = HASHER.hash("no account has this password")
# Each check holds 64 MiB: a flood of sign-ins waits in line instead of filling the memory.
THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
# Without the characters that look alike on paper (0 O o, 1 l I).
LETTERS = "abcdefghijkmnpqrstuvwxyz"
CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"
GROUPS, GROUP_LENGTH = 4, 5


def initial_password() -> str:
    """Four groups of five characters, about 115 bits, of all four classes; told once and changed at first use."""
    while True:
        groups = [
            "".join(secrets.choice(LETTERS + CAPITALS + DIGITS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)
        ]
        password = "-".join(groups)
        if all(set(password) & set(needed) for needed in (LETTERS, CAPITALS, DIGITS)):
            return password


async def hash_password(password: str) -> str:
    return await asyncio.get_running_loop().run_in_executor(THREADS, HASHER.hash, password)


async def password_matches(stored: str | None, password: str) -> bool:
    """An unknown account costs the same work as a known one."""

    def check() -> bool:
        try:
            HASHER.verify(stored or ABSENT, password)
        except (Argon2Error, InvalidHashError):
            return False
        return stored is not None

    return await asyncio.get_running_loop().run_in_executor(THREADS, check)
