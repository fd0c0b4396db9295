from mandate.platform.events import EventTag


class UnitEvent(EventTag):
    ALIAS_ADD = "units:alias:add"
    DIRECTORY_IMPORT = "units:directory:import"
    UNIT_CHANGE = "units:unit:change"
    UNIT_CREATE = "units:unit:create"
    UNIT_DELETE = "units:unit:delete"
    UNITS_CREATE = "units:directory:create"
