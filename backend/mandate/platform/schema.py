"""The one list of table modules: migrations and the catalogue lint read the metadata from here."""

from importlib import import_module

from sqlalchemy import MetaData
from sqlmodel import SQLModel

TABLE_MODULES = (
    "mandate.platform.events",
    "mandate.zones.tables",
    "mandate.access.tables",
    "mandate.units.tables",
    "mandate.units.time_tables",
    "mandate.cycles.tables",
    "mandate.plans.tables",
    "mandate.plans.duty_tables",
    "mandate.plans.review_tables",
    "mandate.plans.succession_tables",
    "mandate.tasks.topic_tables",
    "mandate.tasks.tables",
    "mandate.tasks.view_tables",
    "mandate.tasks.origin_tables",
    "mandate.tasks.succession_tables",
    "mandate.tasks.breakdown_tables",
    "mandate.indicators.tables",
)


def metadata() -> MetaData:
    # By name: platform may not import the rooms above it.
    for module in TABLE_MODULES:
        import_module(module)
    return SQLModel.metadata
