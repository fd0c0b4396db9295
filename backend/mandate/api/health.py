"""Is the process alive, and can it serve: for whoever starts and watches it."""

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from mandate.access.gate import house_of, public
from mandate.platform.errors import Refusal

router = APIRouter(tags=["health"], dependencies=[Depends(public)])


class Health(BaseModel):
    status: str


@router.get("/livez")
async def livez() -> Health:
    """The process answers."""
    return Health(status="ok")


@router.get("/readyz")
async def readyz(request: Request) -> Health:
    """The database answers too."""
    try:
        await house_of(request).pool.fetchval("SELECT 1 FROM zone LIMIT 1")
    except Exception as error:
        raise Refusal(503, "not_ready", "系统正在启动，请稍候。", "The system is starting.") from error
    return Health(status="ok")
