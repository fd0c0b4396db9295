import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.access.password_policy import (
    LONGEST,
    POLICIES,
    Fault,
    classes_of,
    faults,
    is_expired,
    is_guessable,
    without_runs,
)
from mandate.access.passwords import initial_password

DJBH3, NIST = POLICIES["djbh3"], POLICIES["nist"]
CONTEXT = ("yuzhong.wangli", "王丽", "渝中区", "yuzhong")
AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Kite-mast-47-Glue", []),
        ("竹影扫阶Qk7尘不动月穿", []),
        ("short-1A", [Fault.TOO_SHORT]),
        ("kite mast glue pony", [Fault.TOO_FEW_CLASSES]),
        ("Kite Mast Glue Pony", []),
        ("Password123!", [Fault.GUESSABLE]),
        ("P@ssw0rd2026!!", [Fault.GUESSABLE]),
        ("Yuzhong@2026abc", [Fault.GUESSABLE]),
        ("Wangli@20260302", [Fault.GUESSABLE]),
        ("营商办2026Admin!", [Fault.GUESSABLE]),
        ("渝中区Aa123456!", [Fault.GUESSABLE]),
        ("王丽王丽王丽王丽A1a!", [Fault.GUESSABLE]),
        ("Aa!1Aa!1Aa!1Aa!1", [Fault.GUESSABLE]),
        ("Qwertyuiop[123]", [Fault.GUESSABLE]),
        ("!QAZ2wsx#EDC4rfv", []),
        ("Abcdefgh-12345678", [Fault.GUESSABLE]),
        ("A" * 60 + "a1" * 40, [Fault.TOO_LONG, Fault.GUESSABLE]),
        ("", [Fault.TOO_SHORT, Fault.TOO_FEW_CLASSES, Fault.GUESSABLE]),
    ],
)
def test_the_level_three_policy(password: str, expected: list[Fault]) -> None:
    assert faults(DJBH3, password, CONTEXT) == expected


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("kite mast glue pony", []),
        ("kitemastglue", [Fault.TOO_SHORT]),
        ("passwordpassword", [Fault.GUESSABLE]),
        ("yuzhongyuzhong26", [Fault.GUESSABLE]),
    ],
)
def test_the_policy_of_length_alone(password: str, expected: list[Fault]) -> None:
    assert faults(NIST, password, CONTEXT) == expected


def test_an_earlier_password_does_not_come_back() -> None:
    assert faults(DJBH3, "Kite-mast-47-Glue", used=["Kite-mast-47-Glue"]) == [Fault.USED_BEFORE]


@pytest.mark.parametrize(
    ("policy", "days", "administrator", "expired"),
    [
        (DJBH3, 180, False, False),
        (DJBH3, 181, False, True),
        (DJBH3, 90, True, False),
        (DJBH3, 91, True, True),
        (NIST, 5000, True, False),
    ],
)
def test_passwords_grow_old(policy: object, days: int, administrator: bool, expired: bool) -> None:
    assert policy in (DJBH3, NIST)
    chosen = DJBH3 if policy is DJBH3 else NIST
    assert is_expired(chosen, AT - timedelta(days=days), AT, administrator=administrator) == expired


def test_every_initial_password_satisfies_every_policy() -> None:
    passwords = {initial_password() for _ in range(200)}
    assert len(passwords) == 200
    for password in passwords:
        assert faults(DJBH3, password) == []
        assert faults(NIST, password) == []


@given(st.text(max_size=200))
def test_judging_never_fails(password: str) -> None:
    found = faults(DJBH3, password, CONTEXT)
    assert (Fault.TOO_SHORT in found) == (len(password) < 12)
    assert (Fault.TOO_LONG in found) == (len(password) > LONGEST)
    assert (Fault.TOO_FEW_CLASSES in found) == (classes_of(password) < 3)


@given(st.sampled_from(CONTEXT), st.text(string.ascii_letters + string.digits, max_size=5))
def test_a_word_of_the_person_with_a_little_more_is_guessable(word: str, tail: str) -> None:
    assert is_guessable(word + tail, CONTEXT)


@given(st.text(string.ascii_lowercase + string.digits, max_size=40))
def test_taking_runs_away_adds_nothing(text: str) -> None:
    kept = iter(text)
    assert all(character in kept for character in without_runs(text))
