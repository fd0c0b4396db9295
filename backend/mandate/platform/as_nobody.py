"""Runs a program in a user namespace where the caller, root, is `nobody`, since PostgreSQL refuses root.

Files made inside still belong to root outside, so neither an account nor a chown is needed.
"""

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
NOBODY = 65534


def enter_namespace() -> None:
    user, group = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1", encoding="ascii")


if __name__ == "__main__":
    enter_namespace()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606
