"""What the operator's monitoring reads; nobody else is told that it is there."""

import hmac

from fastapi import APIRouter, Depends, Request, Response

from mandate.access.gate import house_of, public
from mandate.platform.errors import Refusal, not_found
from mandate.platform.vital_signs import as_text, vital_signs

router = APIRouter(tags=["health"], dependencies=[Depends(public)], include_in_schema=False)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Figures of this process and of all zones together, in Prometheus' text format.

    Answers the bearer of MANDATE_METRICS_TOKEN; 404 where none is set.
    """
    house = house_of(request)
    token = house.settings.metrics_token
    if token is None:
        raise not_found()
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.encode(), token.get_secret_value().encode()):
        raise Refusal(
            401,
            "metrics_token",
            "请在监控系统中填写本系统的 MANDATE_METRICS_TOKEN。",
            "Give MANDATE_METRICS_TOKEN to the monitoring.",
            headers={"WWW-Authenticate": 'Bearer realm="metrics"'},
        )
    return Response(as_text(await vital_signs(house)), media_type="text/plain; version=0.0.4; charset=utf-8")
