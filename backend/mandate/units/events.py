from mandate.platform.events import EventTag


class UnitEvent(EventTag):
    NAME_ADD = "units:name:add", "登记曾用名", "Recorded an earlier name of a unit"
    NAME_SHOW = "units:name:show", "更名到期生效", "A new name took effect"
    NAME_UNDO = "units:name:undo", "撤回更名", "Took a change of name back"
    PEOPLE_CHANGE = "units:person:change", "修改单位人员", "Changed the people of a unit"
    PERSON_ADD = "units:person:add", "登记单位人员", "Recorded a person of a unit"
    PERSON_DELETE = "units:person:delete", "删除单位人员", "Deleted a person of a unit"
    REORGANISE = "units:reorganisation:record", "办理机构调整", "Recorded a reorganisation"
    REORGANISATION_CANCEL = "units:reorganisation:cancel", "取消预定的机构调整", "Cancelled a reorganisation to come"
    REORGANISATION_FAIL = "units:reorganisation:fail", "预定的机构调整未能办理", "Could not carry out a reorganisation"
    REORGANISATION_PLAN = "units:reorganisation:plan", "预定机构调整", "Ordered a reorganisation for a day to come"
    REORGANISATION_UNDO = "units:reorganisation:undo", "撤回机构调整", "Took a reorganisation back"
    SECTIONS_CHANGE = "units:sections:change", "修改内设科室", "Changed the sections of a unit"
    UNIT_RENAME = "units:unit:rename", "单位更名", "Renamed a unit"
    DIRECTORY_IMPORT = "units:directory:import", "导入单位名录", "Imported the unit directory"
    UNIT_CHANGE = "units:unit:change", "修改单位", "Changed a unit"
    UNIT_CREATE = "units:unit:create", "新增单位", "Added a unit"
    UNIT_DELETE = "units:unit:delete", "删除单位", "Deleted a unit"
    UNITS_CREATE = "units:directory:create", "批量新增单位", "Added several units"
