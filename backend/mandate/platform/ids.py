"""Identifiers made in Python, so that the SQL stays valid on PostgreSQL 15."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562): unique everywhere, ascending in time."""
    return uuid7()
