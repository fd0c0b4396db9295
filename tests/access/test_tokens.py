import time
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import update
from sqlmodel import col

from mandate.access.bearer import BELIEVED_TOKENS, secret_of_bearer
from mandate.access.permissions import Role
from mandate.access.tables import Account
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.scope import Scope
from mandate.platform.settings import Settings
from mandate.platform.tokens import TokenError, Tokens, signing_key
from tests.support.forging import Forger, hostile, installation_key, mutations
from tests.support.people import PASSWORD, make_person
from tests.support.zones import make_zone

HERE = Settings(database_url=SecretStr("postgresql://nobody/nothing"), secret=SecretStr("for tests only " * 3))
TOKENS = Tokens(HERE)
GOOD = TOKENS.mint(uuid4(), uuid4())


@pytest.fixture
async def account(operator: House) -> Account:
    return await make_person(operator, await make_zone(operator), Role.SUPERVISOR)


@pytest.fixture
async def token(client: httpx.AsyncClient, account: Account) -> str:
    answer = await client.post("/api/v1/access-tokens", json={"login": account.login, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    client.cookies.clear()
    access_token: str = answer.json()["access_token"]
    return access_token


async def me_with(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.get("/api/v1/me", headers=[(b"authorization", b"Bearer " + token.encode("utf-8"))])


async def test_a_token_acts_as_its_person_without_csrf(client: httpx.AsyncClient, account: Account, token: str) -> None:
    me = await me_with(client, token)
    assert me.status_code == 200, me.text
    assert me.json()["account"]["login"] == account.login
    ended = await client.delete("/api/v1/sessions/current", headers={"Authorization": f"Bearer {token}"})
    assert ended.status_code == 204


async def test_a_revoked_token_is_refused_at_its_next_request(client: httpx.AsyncClient, token: str) -> None:
    assert (await me_with(client, token)).status_code == 200
    await client.delete("/api/v1/sessions/current", headers={"Authorization": f"Bearer {token}"})
    refused = await me_with(client, token)
    assert (refused.status_code, refused.json()["code"]) == (401, "signed_out")


async def test_a_token_of_a_disabled_person_is_refused(
    client: httpx.AsyncClient, operator: House, account: Account, token: str
) -> None:
    assert (await me_with(client, token)).status_code == 200
    async with transaction(operator.engine, Scope(None)) as session:
        await session.execute(
            update(Account).where(col(Account.id) == account.id).values(disabled_at=Account.created_at)
        )
    assert (await me_with(client, token)).status_code == 401


async def test_hostile_tokens_are_refused(client: httpx.AsyncClient, house: House, token: str) -> None:
    forger = Forger(token, installation_key(house.settings.derived_key("access-token")))
    assert (await me_with(client, forger.with_claims())).status_code == 200, "the forger can sign"
    wrong = {}
    tried = 0
    for name, forged in hostile(forger):
        began = time.perf_counter()
        answer = await me_with(client, forged)
        spent = time.perf_counter() - began
        tried += 1
        if answer.status_code != 401 or answer.headers["content-type"] != "application/problem+json":
            wrong[name] = answer.status_code
        # Generous: two cores, shared.
        assert spent < 0.5, f"{name} took {spent:.3f} s"
    assert not wrong
    assert tried >= 40


@pytest.mark.parametrize(
    "value", ["Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "bearer x", "", "Digest a=b", "Bearer a b"]
)
async def test_other_authorizations_are_refused(client: httpx.AsyncClient, value: str) -> None:
    answer = await client.get("/api/v1/me", headers={"Authorization": value})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_header_wins_over_a_cookie(client: httpx.AsyncClient, account: Account) -> None:
    await client.post("/api/v1/sessions", json={"login": account.login, "password": PASSWORD})
    assert (await client.get("/api/v1/me")).status_code == 200
    assert (await client.get("/api/v1/me", headers={"Authorization": "Bearer no.such.token"})).status_code == 401


@given(st.sampled_from(mutations()), st.integers(0, len(GOOD) - 1), st.integers(0, 10_000))
@examples(max_examples=3000, deadline=None)
def test_no_mutation_of_a_good_token_is_believed(mutate: object, place: int, value: int) -> None:
    assert callable(mutate)
    damaged = mutate(GOOD, place, value)
    if damaged == GOOD:
        return
    with pytest.raises(TokenError):
        TOKENS.verify(damaged)


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1")))
@examples(max_examples=500, deadline=None)
def test_no_text_whatsoever_breaks_the_check(raw: str) -> None:
    with pytest.raises(TokenError):
        TOKENS.verify(raw)


def test_time_limits_hold_to_the_second() -> None:
    at = time.time()
    token = Tokens(HERE, clock=lambda: at).mint(uuid4(), uuid4())
    assert Tokens(HERE, clock=lambda: at + 629).verify(token).iat == int(at)
    with pytest.raises(TokenError, match="expired"):
        Tokens(HERE, clock=lambda: at + 631).verify(token)
    with pytest.raises(TokenError, match="not_yet"):
        Tokens(HERE, clock=lambda: at - 32).verify(token)


def pem_of_new_key() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    encoding = serialization.Encoding.PEM
    layout = serialization.PrivateFormat.TraditionalOpenSSL
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(encoding, layout, serialization.NoEncryption()).decode()


def with_keys(*pems: str) -> Tokens:
    return Tokens(HERE.model_copy(update={"token_key": SecretStr("\n".join(pems))}))


def test_keys_are_exchanged_without_a_gap() -> None:
    old, new = pem_of_new_key(), pem_of_new_key()
    token = with_keys(old).mint(uuid4(), uuid4())
    assert with_keys(new, old).verify(token).client_id == "first-party"
    assert with_keys(new, old).mint(uuid4(), uuid4()).split(".")[0] != token.split(".")[0]
    with pytest.raises(TokenError):
        with_keys(new).verify(token)


@pytest.mark.parametrize("pem", ["", "not a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
def test_a_bad_key_refuses_to_start(pem: str) -> None:
    with pytest.raises(SystemExit, match="MANDATE_TOKEN_KEY"):
        with_keys(pem)


def test_a_key_without_its_secret_part_or_of_another_curve_is_refused() -> None:
    public = signing_key(pem_of_new_key()).public.to_pem().decode()
    with pytest.raises(ValueError, match="private P-256"):
        signing_key(public)


def test_every_process_derives_the_same_key() -> None:
    assert Tokens(HERE).published() == TOKENS.published()
    elsewhere = Tokens(HERE.model_copy(update={"secret": SecretStr("of another house " * 3)}))
    assert elsewhere.published() != TOKENS.published()
    with pytest.raises(TokenError):
        elsewhere.verify(GOOD)


async def test_public_keys_are_published_and_hold_no_secret(client: httpx.AsyncClient) -> None:
    answer = await client.get("/.well-known/jwks.json")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=300"
    (key,) = answer.json()["keys"]
    assert set(key) == {"kty", "crv", "x", "y", "kid", "alg", "use"}


async def test_remembered_tokens_are_bounded(house: House) -> None:
    house.believed_tokens.clear()
    for filler in range(BELIEVED_TOKENS):
        house.believed_tokens[f"filler-{filler}"] = (b"", 0)
    token = f"Bearer {house.tokens.mint(uuid4(), uuid4())}"
    assert secret_of_bearer(token, house) is not None
    assert len(house.believed_tokens) == BELIEVED_TOKENS
    assert secret_of_bearer("Bearer filler-1999", house) is None, "an expired one is not believed"
    began = time.perf_counter()
    for _ in range(1000):
        assert secret_of_bearer(token, house) is not None
    assert time.perf_counter() - began < 0.1, "a lookup, not a signature"
    house.believed_tokens.clear()
