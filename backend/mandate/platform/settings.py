"""What an installation may set, read once from the environment (prefix `MANDATE_`)."""

import hashlib
import hmac
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from mandate.platform.addresses import plain_url

DatabaseRole = Literal["mandate_migrate", "mandate_app", "mandate_worker", "mandate_overseer"]

UNSAFE_SECRETS = frozenset({"changeme" * 4, "secret" * 6, "0" * 32})


class Settings(BaseSettings):
    """Every value has a safe default or none; a missing secret refuses to start."""

    model_config = SettingsConfigDict(
        env_prefix="MANDATE_", secrets_dir=None, extra="ignore", hide_input_in_errors=True
    )

    database_url: SecretStr = Field(description="PostgreSQL 15+ as a role that may create roles")
    app_database_url: SecretStr | None = None
    worker_database_url: SecretStr | None = None
    overseer_database_url: SecretStr | None = None
    migrate_database_url: SecretStr | None = None
    secret: SecretStr = Field(min_length=32, description="Keys of cursors, CSRF and role passwords")
    migrate_secret: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="Password of mandate_migrate, who owns the schema; only the migration and the audit need it",
    )
    token_key: SecretStr | None = Field(
        default=None, description="P-256 private keys, PEM, the newest first; else derived from the secret"
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="Bearer token of the monitoring, which reads /metrics; else nobody does",
    )
    data_dir: Path = Path(".mandate")
    files_url: str = Field(default="", description="obstore URL; a folder in data_dir by default")
    public_url: str = "http://127.0.0.1:8000"
    spa_dir: Path | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    upload_limit_bytes: int = Field(default=20 * 1024 * 1024, ge=1024)
    body_limit_bytes: int = Field(default=1024 * 1024, ge=1024)
    pool_size: int = Field(default=8, ge=1, le=64)
    kept_answers_megabytes: int = Field(
        default=32, ge=0, le=4096, description="Pages of lists that a process keeps until their zone's next event"
    )
    session_idle_minutes: int = Field(default=30, ge=1)
    administrator_idle_minutes: int = Field(default=15, ge=1)
    session_absolute_hours: int = Field(default=8, ge=1)
    access_token_minutes: int = Field(default=10, ge=1, le=60)
    trusted_proxies: str = Field(default="", description="addresses allowed to set X-Forwarded-For")
    password_policy: Literal["djbh3", "nist"] = "djbh3"

    @model_validator(mode="after")
    def refuse_known_secrets(self) -> Self:
        for name, secret in (("MANDATE_SECRET", self.secret), ("MANDATE_MIGRATE_SECRET", self.migrate_secret)):
            if secret is not None and secret.get_secret_value() in UNSAFE_SECRETS:
                raise ValueError(f"{name} is a published example; generate a new one")
        if self.migrate_secret == self.secret:
            raise ValueError(
                "MANDATE_MIGRATE_SECRET is MANDATE_SECRET once more; generate one that API and worker lack"
            )
        return self

    @model_validator(mode="after")
    def refuse_addresses_not_understood(self) -> Self:
        for name, value in self:
            if name.endswith("database_url") and value is not None:
                try:
                    plain_url(value.get_secret_value())
                except ValueError as refused:
                    raise ValueError(f"MANDATE_{name.upper()}: {refused}") from None
        return self

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https://")

    def derived_key(self, purpose: str) -> bytes:
        """A 256-bit key for one purpose, so that no two uses share one."""
        return _derived(self.secret, purpose)

    def role_password(self, role: DatabaseRole) -> str:
        secret = self.secret
        if role == "mandate_migrate" and self.migrate_secret is not None:
            secret = self.migrate_secret
        return _derived(secret, f"role:{role}").hex()

    def role_url(self, role: DatabaseRole) -> str:
        """The address for one database role: as set, else the main address with that role."""
        given = {
            "mandate_app": self.app_database_url,
            "mandate_worker": self.worker_database_url,
            "mandate_overseer": self.overseer_database_url,
            "mandate_migrate": self.migrate_database_url,
        }[role]
        if given is not None:
            return given.get_secret_value()
        parts = urlsplit(self.database_url.get_secret_value())
        host = parts.netloc.rpartition("@")[2]
        login = f"{role}:{quote(self.role_password(role))}"
        return urlunsplit(parts._replace(netloc=f"{login}@{host}"))


def _derived(secret: SecretStr, purpose: str) -> bytes:
    return hmac.new(secret.get_secret_value().encode(), f"mandate:{purpose}".encode(), hashlib.sha256).digest()


@lru_cache(maxsize=1)
def current_settings() -> Settings:
    return Settings()
