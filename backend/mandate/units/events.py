from mandate.platform.events import EventTag


class UnitEvent(EventTag):
    ALIAS_ADD = "units:alias:add", "新增单位别名", "Added an alias of a unit"
    DIRECTORY_IMPORT = "units:directory:import", "导入单位目录", "Imported the unit directory"
    UNIT_CHANGE = "units:unit:change", "修改单位", "Changed a unit"
    UNIT_CREATE = "units:unit:create", "新增单位", "Added a unit"
    UNIT_DELETE = "units:unit:delete", "删除单位", "Deleted a unit"
    UNITS_CREATE = "units:directory:create", "批量新增单位", "Added several units"
