import pytest

from mandate.access.conditions import etag, expected_version, version_of
from mandate.platform.errors import Refusal


@pytest.mark.parametrize("version", [1, 3, 4711, 2**31 - 1])
async def test_a_version_survives_its_tag(version: int) -> None:
    assert await expected_version(etag(version)) == version


@pytest.mark.parametrize(
    "tag", ["", "3", "v3", '"3"', '"v0"', '"v-1"', '"v03"', 'W/"v3"', "*", '"v1", "v2"', '"v2147483648"', '"v３"']
)
def test_only_one_strong_tag_names_a_version(tag: str) -> None:
    assert version_of(tag) is None


@pytest.mark.parametrize(("tag", "status"), [(None, 428), ('W/"v3"', 412), ("*", 412)])
async def test_a_write_without_a_version_is_refused(tag: str | None, status: int) -> None:
    with pytest.raises(Refusal) as refused:
        await expected_version(tag)
    assert refused.value.status == status
