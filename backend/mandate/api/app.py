"""Composition: one visible list of routers, one way for errors, one start-up check."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from mandate.access.audit_routes import router as audit
from mandate.access.overseer_routes import router as publications
from mandate.access.people_routes import router as people
from mandate.access.routes import router as access
from mandate.access.token_routes import router as tokens
from mandate.api.adoption import router as adoption
from mandate.api.document import Documented
from mandate.api.edge import Edge
from mandate.api.gating import ensure_gated
from mandate.api.health import router as health
from mandate.api.metrics import router as metrics
from mandate.api.problems import Problem, install_problem_handlers
from mandate.api.reorganisations import carry_out_due
from mandate.api.reorganisations import router as reorganisations
from mandate.api.spa import spa_answer
from mandate.cycles.routes import router as duties
from mandate.indicators.routes import router as targets
from mandate.plans.column_routes import router as columns
from mandate.plans.duty_routes import router as draft_duties
from mandate.plans.fix_routes import router as fixes
from mandate.plans.habit_routes import router as habits
from mandate.plans.review_routes import router as review
from mandate.plans.routes import router as plans
from mandate.plans.succession_routes import router as succession
from mandate.platform.house import open_house
from mandate.platform.logs import configure_logs
from mandate.platform.settings import Settings, current_settings
from mandate.tasks.bulk_edit_routes import router as bulk_edits
from mandate.tasks.export_routes import router as task_exports
from mandate.tasks.handover_routes import router as handovers
from mandate.tasks.matrix_routes import router as task_matrix
from mandate.tasks.milestone_routes import router as breakdowns
from mandate.tasks.origin_routes import router as origins
from mandate.tasks.precondition_routes import router as preconditions
from mandate.tasks.routes import router as tasks
from mandate.tasks.topic_routes import router as topics
from mandate.tasks.view_routes import router as task_views
from mandate.tasks.workbench_routes import router as workbench
from mandate.units.renaming import show_due_names
from mandate.units.routes import router as units
from mandate.units.staff_routes import router as unit_staff
from mandate.units.time_routes import router as units_over_time
from mandate.units.workbook_routes import router as unit_workbooks

ROUTERS: tuple[APIRouter, ...] = (
    # What is asked most stands first. Exports come before `tasks`, which would take export.xlsx for a task's id.
    task_exports,
    tasks,
    health,
    access,
    tokens,
    people,
    audit,
    publications,
    workbench,
    breakdowns,
    preconditions,
    bulk_edits,
    topics,
    task_views,
    task_matrix,
    targets,
    plans,
    review,
    succession,
    origins,
    fixes,
    habits,
    columns,
    draft_duties,
    adoption,
    duties,
    # Before `units`, which would take report and resolve for a unit's id.
    handovers,
    units_over_time,
    units,
    unit_workbooks,
    unit_staff,
    reorganisations,
    metrics,
)

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description}
    for status, description in {
        400: "The request is malformed.",
        401: "Not signed in, or the session has ended.",
        403: "Signed in, but not allowed.",
        404: "Nothing is here, or it is not yours.",
        409: "The state of the record does not allow this.",
        413: "Too large.",
        422: "Some fields are not valid.",
        503: "Try again later.",
    }.items()
}


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; `MANDATE_*` settings come from the environment unless given."""
    chosen = settings or current_settings()
    configure_logs(chosen)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with open_house(chosen) as house:
            house.day_openers += [show_due_names, carry_out_due]
            app.state.house = house
            yield

    app = Documented(
        title="Mandate 营商督办",
        version="1.0.0",
        summary="Turns written business-environment plans into tasks, targets and duties owed by a date.",
        servers=[{"url": "/", "description": "this installation"}],
        license_info={"name": "Licence of this installation", "identifier": "LicenseRef-Mandate"},
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses=PROBLEMS,
        generate_unique_id_function=operation_id,
    )
    install_problem_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    ensure_gated(app)
    if chosen.spa_dir is not None:
        serve_spa(app, chosen)
    app.add_middleware(
        Edge,
        body_limit=chosen.body_limit_bytes,
        upload_limit=chosen.upload_limit_bytes,
        secure=chosen.secure_cookies,
    )
    return app


def operation_id(route: APIRoute) -> str:
    return route.name


def serve_spa(app: FastAPI, settings: Settings) -> None:
    folder = settings.spa_dir

    async def page(request: Request) -> Response:
        if folder is None or request.url.path.startswith("/api/"):
            raise HTTPException(404)
        return spa_answer(request, folder)

    app.add_route("/{path:path}", page, methods=["GET", "HEAD"], include_in_schema=False)
