"""Access tokens for callers that are not browsers."""

from mandate.platform.house import House


def secret_of_bearer(authorization: str, house: House) -> bytes | None:
    return None
