import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from typer.testing import CliRunner, Result

from mandate.api.commandline import commands
from mandate.platform.ids import new_id


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words))


@pytest.fixture
def code(app: FastAPI) -> str:
    """A code that no other test has; the database is there."""
    return f"z{new_id().hex[-12:]}"


def password_in(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output.strip().rpartition(" ")[2]


def make_installation(code: str) -> dict[str, str]:
    """From nothing to the first three administrators, as an operator does it."""
    area = f"a{code}"
    assert run("jurisdiction", "add", area, "试验市", "--name-en", "Test City").exit_code == 0
    assert run("zone", "add", code, "试验区", "--jurisdiction", area).exit_code == 0
    passwords = {}
    for role in ("system_administrator", "security_administrator", "audit_administrator"):
        login = f"{code}.{role.partition('_')[0]}"
        passwords[login] = password_in(run("account", "add", login, "管理员", "--zone", code))
        granted = run("role", "grant", login, role, "--zone", code)
        assert granted.exit_code == 0, granted.output
    return passwords


def test_the_first_administrators_come_from_the_command_line(code: str) -> None:
    passwords = make_installation(code)
    assert len(set(passwords.values())) == 3
    reset = password_in(run("account", "reset-password", f"{code}.security"))
    assert reset != passwords[f"{code}.security"]


def test_mistakes_are_answered_in_words(code: str) -> None:
    make_installation(code)
    login = f"{code}.audit"
    for words in (
        ("zone", "add", code, "试验区", "--jurisdiction", f"a{code}"),
        ("zone", "add", f"{code}x", "试验区", "--jurisdiction", "nowhere"),
        ("zone", "add", "Not A Code", "试验区", "--jurisdiction", f"a{code}"),
        ("jurisdiction", "add", f"a{code}", "试验市"),
        ("account", "add", login, "管理员"),
        ("account", "add", "NOT A LOGIN", "管理员"),
        ("account", "reset-password", "nobody.at.all"),
        ("role", "grant", login, "emperor", "--zone", code),
        ("role", "grant", login, "leader", "--zone", code),
        ("role", "grant", login, "officer", "--zone", code, "--unit", "没有这个局"),
        ("role", "grant", "nobody.at.all", "leader", "--zone", code),
        ("role", "grant", login, "leader", "--zone", "nowhere"),
        ("oversight", "grant", login, "nowhere"),
    ):
        result = run(*words)
        assert result.exit_code == 1, (words, result.output)
        assert isinstance(result.exception, SystemExit), (words, result.exception)
        assert any("\u4e00" <= character <= "\u9fff" for character in result.output), (words, result.output)


async def test_an_account_from_the_command_line_signs_in(client: httpx.AsyncClient, code: str) -> None:
    import asyncio

    passwords = await asyncio.to_thread(make_installation, code)
    login = f"{code}.system"
    answer = await client.post("/api/v1/sessions", json={"login": login, "password": passwords[login]})
    assert answer.status_code == 201
    body: dict[str, Any] = answer.json()
    assert body["account"]["must_change_password"]
    assert [zone["code"] for zone in body["zones"]] == [code]
    refused = await client.get(f"/api/v1/zones/{code}/people")
    assert (refused.status_code, refused.json()["code"]) == (403, "password_change_required")
    change = {"current_password": passwords[login], "new_password": "Kite-mast-47-Glue"}
    headers = {"X-CSRF-Token": body["csrf_token"]}
    assert (await client.post("/api/v1/me/password", json=change, headers=headers)).status_code == 204
    people = (await client.get(f"/api/v1/zones/{code}/people")).json()["items"]
    assert {person["login"] for person in people} == set(passwords)
    assert all(person["home"] for person in people)


def test_oversight_is_granted_from_the_command_line(code: str) -> None:
    make_installation(code)
    assert run("account", "add", f"{code}.overseer", "观察员").exit_code == 0
    assert run("oversight", "grant", f"{code}.overseer", f"a{code}").exit_code == 0


def test_the_chains_are_verified_from_the_command_line(code: str, tmp_path: Path) -> None:
    make_installation(code)
    kept = tmp_path / "anchors.json"
    first = run("audit", "verify", "--write-anchors", str(kept))
    if first.exit_code == 0:
        assert f"✓ {code}: " in first.output
        heads = json.loads(kept.read_text())
        assert all(set(head) == {"sequence", "row_hash"} for head in heads.values())
        heads[next(iter(heads))]["row_hash"] = "00"
        kept.write_text(json.dumps(heads))
    else:
        # Other tests break chains of their own in this database.
        assert f"✓ {code}: " in first.output
        kept.write_text("{}")
    again = run("audit", "verify", "--anchors", str(kept))
    assert again.exit_code == 1
    assert "✗" in again.output
