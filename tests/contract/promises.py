"""What every answer of the API keeps, whatever was asked."""

import json

import httpx

HEADERS = (
    "x-request-id",
    "x-content-type-options",
    "referrer-policy",
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "cache-control",
)
# Words of the machinery behind, which no caller may read.
MACHINERY = ("Traceback", "asyncpg", "sqlalchemy", "SQLSTATE", "violates", "constraint", 'relation "', "/backend/")


def broken_promises(answer: httpx.Response) -> list[str]:
    """Empty for an answer as promised, else what is wrong with it, in words."""
    found = [f"lacks {name}" for name in HEADERS if name not in answer.headers]
    found += [f"shows {word!r}" for word in MACHINERY if word in answer.text]
    if answer.status_code >= 500:
        found.append(f"answers {answer.status_code}")
    if answer.status_code in {204, 304}:
        if answer.content or "content-type" in answer.headers:
            found.append(f"{answer.status_code} with a body or a type for one")
    elif answer.status_code >= 300:
        found += broken_problem(answer)
    elif answer.headers.get("content-type") == "application/json":
        json.loads(answer.content)
    return found


def broken_problem(answer: httpx.Response) -> list[str]:
    """RFC 9457, in the reader's language, with the id under which it was logged."""
    if answer.headers.get("content-type") != "application/problem+json":
        return [f"{answer.status_code} as {answer.headers.get('content-type')}"]
    problem = answer.json()
    found = [
        f"problem lacks {name}" for name in ("type", "title", "status", "code", "request_id") if name not in problem
    ]
    if problem.get("status") != answer.status_code:
        found.append(f"problem says {problem.get('status')}, the answer {answer.status_code}")
    if problem.get("request_id") != answer.headers.get("x-request-id"):
        found.append("problem and header name different requests")
    if problem.get("type") != f"/problems/{problem.get('code')}":
        found.append(f"problem of type {problem.get('type')} has code {problem.get('code')}")
    if "content-language" not in answer.headers:
        found.append("problem does not say its language")
    return found
