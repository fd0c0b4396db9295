"""What the people and audit routes take and give."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from mandate.access.permissions import Role
from mandate.access.schemas import Form, Login
from mandate.platform.paging import PageCursor, PageLimit
from mandate.platform.text import Line, Name

Search = Annotated[str, StringConstraints(min_length=1, max_length=100)]
PersonState = Literal["active", "disabled", "closed"]
Move = Literal["disable", "enable", "reset-password", "grant-role", "withdraw-role"]
TAG_PATTERN = r"^[a-z-]{1,40}:[a-z-]{1,40}:[a-z-]{1,40}$"


EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def within_reason(instant: datetime) -> datetime:
    if not EARLIEST <= instant <= LATEST:
        raise ValueError("must be between 2000 and 2200")
    return instant


Instant = Annotated[AwareDatetime, AfterValidator(within_reason)]


class Query(BaseModel):
    """Parameters of a list: unknown ones are refused, not ignored."""

    model_config = ConfigDict(extra="forbid")
    limit: PageLimit = 50
    cursor: PageCursor = None


class PersonQuery(Query):
    q: Search | None = Field(default=None, description="Part of the login or the name.")
    role: Role | None = None
    unit_id: UUID | None = Field(default=None, description="Officers of this unit.")
    state: PersonState | None = None


class PersonForm(Form):
    login: Login = Field(
        description="For a new account: the zone's code, a dot, and a name of your choice. For an account that exists"
        " elsewhere: its exact login.",
        examples=["yuzhong.wang-li"],
    )
    name: Name = Field(description="The person's name; for an account that exists elsewhere, exactly as kept there.")


class RoleForm(Form):
    role: Role
    unit_id: UUID | None = Field(default=None, description="The officer's unit; for officers only.")


class RoleHandOverForm(Form):
    """Who takes the officer's roles over, and why."""

    account_id: UUID = Field(description="The person who takes over; one of the zone's people.")
    reason: Line = Field(description="Shown in the audit trail.")
    roles: list[UUID] | None = Field(default=None, max_length=1000, description="Only these; all when left out.")


class RolesHandedOver(BaseModel):
    handed: int = Field(ge=0)


class HeldRole(BaseModel):
    id: UUID
    role: Role
    unit_id: UUID | None
    unit: str | None = Field(max_length=400)


class Person(BaseModel):
    """A person whom the zone knows. `actions` are what the caller may do to them now."""

    id: UUID
    login: str = Field(max_length=64)
    name: str = Field(max_length=120)
    home: bool = Field(description="Whether this zone made the account, and so may reset its password.")
    state: PersonState = Field(description="`disabled` in this zone, or `closed` altogether by the home zone.")
    roles: list[HeldRole] = Field(max_length=1000)
    actions: list[Move] = Field(max_length=10)
    must_change_password: bool
    version: int = Field(ge=1)
    created_at: datetime
    updated_at: datetime


class PersonList(BaseModel):
    items: list[Person] = Field(max_length=200)
    next_cursor: str | None = Field(max_length=4000)


class InitialPassword(BaseModel):
    """Told once and kept nowhere; must be changed at the first sign-in. Null for an account made elsewhere."""

    account_id: UUID
    initial_password: str | None = Field(max_length=128)


class EventQuery(Query):
    tag: Annotated[str, StringConstraints(pattern=TAG_PATTERN, max_length=122)] | None = Field(
        default=None, description="As listed by GET …/event-tags."
    )
    account_id: UUID | None = Field(default=None, description="Who did it.")
    subject_kind: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    subject_id: UUID | None = Field(default=None, description="What it was done to.")
    from_at: Instant | None = Field(default=None, description="This instant or later.")
    to_at: Instant | None = Field(default=None, description="Before this instant.")


class RecordedEvent(BaseModel):
    """One change: who, when, what, before and after; `row_hash` links it to all events before it.

    `names` says who the people and units are whose ids stand in `before` and `after`, of 200 ids at the most.
    """

    id: UUID
    sequence: int = Field(ge=1)
    at: datetime
    account_id: UUID | None
    account_name: str = Field(max_length=120)
    tag: str = Field(max_length=122)
    subject_kind: str = Field(max_length=60)
    subject_id: UUID | None
    subject_title: str = Field(max_length=400)
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str = Field(max_length=2000)
    request_id: str = Field(max_length=80)
    row_hash: str = Field(max_length=64)
    names: dict[str, str]


class EventList(BaseModel):
    items: list[RecordedEvent] = Field(max_length=200)
    next_cursor: str | None = Field(max_length=4000)


class TagName(BaseModel):
    tag: str = Field(max_length=122)
    zh: str = Field(max_length=120)
    en: str = Field(max_length=120)


class TagList(BaseModel):
    items: list[TagName] = Field(max_length=1000)
