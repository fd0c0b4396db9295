import pytest

from mandate.access.passwords import ABSENT, MEMORY_KIB, PASSES, hash_password, password_matches


def test_production_hashes_are_as_costly_as_rfc_9106_asks() -> None:
    """HASHER itself is a cheap one while tests run."""
    assert (PASSES, MEMORY_KIB) == (3, 65536)
    assert ABSENT.startswith("$argon2id$v=19$m=65536,t=3,p=1$")


@pytest.mark.parametrize("stored", [None, "", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
async def test_what_is_no_hash_matches_nothing(stored: str | None) -> None:
    assert not await password_matches(stored, "Kite-mast-47-Glue")


async def test_a_password_matches_its_hash_only() -> None:
    stored = await hash_password("Kite-mast-47-Glue")
    assert await password_matches(stored, "Kite-mast-47-Glue")
    assert not await password_matches(stored, "kite-mast-47-glue")
