"""What the access routes take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from mandate.access.permissions import Permission, Role

LOGIN_PATTERN = r"^[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]$"
Login = Annotated[str, StringConstraints(pattern=LOGIN_PATTERN, max_length=64)]
Password = Annotated[SecretStr, Field(min_length=1, max_length=128)]


class Form(BaseModel):
    """A request body: unknown fields are refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class SignInForm(Form):
    login: Annotated[str, StringConstraints(min_length=1, max_length=64)] = Field(examples=["yz.supervisor"])
    password: Password = Field(examples=["correct horse battery staple"])


class PasswordForm(Form):
    current_password: Password
    new_password: Password


class UnitOfPost(BaseModel):
    id: UUID
    name: str


class ZonePosts(BaseModel):
    """A zone and what the person is there."""

    code: str
    name: str
    name_en: str
    roles: list[Role]
    permissions: list[Permission]
    units: list[UnitOfPost]


class JurisdictionName(BaseModel):
    code: str
    name: str
    name_en: str


class AccountName(BaseModel):
    id: UUID
    login: str
    name: str
    must_change_password: bool


class Me(BaseModel):
    """The person, the zones they work in, and the token that unsafe requests must carry."""

    account: AccountName
    zones: list[ZonePosts]
    jurisdictions: list[JurisdictionName]
    csrf_token: str


class AccessToken(BaseModel):
    """RFC 6749 5.1: a bearer token for callers that are not browsers."""

    access_token: str = Field(max_length=4096)
    token_type: str = Field(default="Bearer", max_length=10)
    expires_in: int = Field(ge=1, le=3600, description="seconds")


class PublicKey(BaseModel):
    """RFC 7517: a P-256 public key; `kid` is its RFC 7638 thumbprint."""

    kty: str = Field(max_length=10)
    crv: str = Field(max_length=10)
    alg: str = Field(max_length=10)
    use: str = Field(max_length=10)
    kid: str = Field(max_length=64)
    x: str = Field(max_length=64)
    y: str = Field(max_length=64)


class KeySet(BaseModel):
    keys: list[PublicKey] = Field(max_length=3)


class SessionRow(BaseModel):
    id: UUID
    kind: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    client: str
    address: str
    current: bool


class SessionList(BaseModel):
    items: list[SessionRow]
