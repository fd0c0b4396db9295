"""Generated requests, right and wrong, for every route as every role: never a 5xx, never an undocumented answer."""

import warnings
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from schemathesis.checks import CHECKS, load_all_checks

from mandate.access.permissions import Role
from mandate.api.app import create_app
from mandate.platform.settings import Settings
from tests.isolation.subjects import PERSONAL, present
from tests.isolation.world import World

# Each is sent once as every caller.
EXAMPLES = 6
# These end the sessions that the others need; Argon2 makes the last two slow.
PERSONAL_ROUTES = {"change_my_password", "end_session", "sign_out", "sign_in", "create_access_token"}
JUDGED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
load_all_checks()
CHOSEN: list[Any] = [CHECKS.get_one(name) for name in JUDGED]


def described() -> schemathesis.BaseSchema:
    """Of an application that needs no database, so that tests can be listed without one."""
    application = create_app(Settings(database_url=SecretStr("postgresql://none/none"), secret=SecretStr("x" * 40)))
    return schemathesis.openapi.from_dict(application.openapi())


def operations() -> dict[str, Any]:
    results: Any = described().get_all_operations()
    found = [result.ok() for result in results]
    return {operation.definition.raw["operationId"]: operation for operation in found}


OPERATIONS = operations()


def credentials(world: World, who: str) -> dict[str, Any]:
    """Cookies and headers of a signed-in person, for a client that does not await."""
    client = world.strangers.get(who) or world.places[0].people[Role(who)]
    token = client.headers.get("X-CSRF-Token")
    return {"cookies": dict(client.cookies), "headers": {"X-CSRF-Token": token} if token else {}}


@pytest.mark.parametrize("name", OPERATIONS)
def test_generated_requests(name: str, served: str, world: World) -> None:
    place, operation = world.places[0], OPERATIONS[name]
    callers = ["anonymous"] if name in PERSONAL_ROUTES else ["anonymous", "overseer", *map(str, Role)]
    names = [parameter for parameter in operation.path_parameters if parameter.name not in {"zone", *PERSONAL}]
    ids = present([parameter.name for parameter in names], place.filler)

    @given(case=operation.as_strategy(), known=st.booleans(), version=st.booleans())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case[Any], known: bool, version: bool) -> None:
        if "zone" in case.path_parameters:
            case.path_parameters["zone"] = place.zone.code
        if known:
            case.path_parameters.update(ids)
        if version and "if-match" in case.headers:
            case.headers["if-match"] = '"v1"'
        for who in callers:
            answer = case.call(base_url=served, session=session, **credentials(world, who))
            case.validate_response(answer, checks=CHOSEN)

    with requests.Session() as session, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ask()
