"""The files of the production shape agree with the code that they run."""

import re
from pathlib import Path

import pytest
import yaml

from mandate.api.edge import HEADERS
from mandate.platform.settings import Settings

ROOT = Path(__file__).parents[2]


def test_the_proxy_sends_the_headers_of_the_api() -> None:
    written = re.findall(
        r'^add_header (\S+) "(.*)" always;$', (ROOT / "infra/proxy/headers.conf").read_text(), re.MULTILINE
    )
    # How long a file may be kept depends on the file, so the proxy says that place by place.
    assert dict(written) == {name: HEADERS[name] for name in HEADERS.keys() - {"Cache-Control", "Vary"}}


def test_the_proxy_lets_the_api_word_the_refusal_of_a_large_upload() -> None:
    limit = re.search(r"client_max_body_size (\d+)m;", (ROOT / "infra/proxy/nginx.conf").read_text())
    assert limit is not None
    assert int(limit[1]) * 1024 * 1024 > Settings.model_fields["upload_limit_bytes"].default + 64 * 1024


def test_every_setting_of_the_production_files_exists() -> None:
    known = {f"MANDATE_{name.upper()}" for name in Settings.model_fields}
    folders = [ROOT / "infra" / "deploy", ROOT / "backend"]
    texts = [path.read_text() for folder in folders for path in folder.rglob("*.y*ml")]
    texts += [(ROOT / name).read_text() for name in ("docker-compose.yml", "backend/Dockerfile")]
    used = {name.removesuffix("_FILE") for text in texts for name in re.findall(r"MANDATE_[A-Z_]+", text)}
    of_the_host = {"MANDATE_LISTEN", "MANDATE_BACKUPS"}
    assert used - of_the_host <= known


@pytest.mark.parametrize("secret", ["database_url", "migrate_secret"])
def test_only_the_migration_signs_in_as_an_administrator_or_an_owner(secret: str) -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert {name for name, service in services.items() if secret in service.get("secrets", [])} == {"migrate"}


def test_every_part_has_a_health_check_or_ends() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"migrate", "worker"}
