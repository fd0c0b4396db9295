from mandate.platform.events import EventTag


class PlanEvent(EventTag):
    ADOPT = "plans:plan:adopt"
    ATTRIBUTION_CHANGE = "plans:draft-task:attribute"
    CANCEL = "plans:plan:cancel"
    COMPILE = "plans:plan:compile"
    DRAFT_ADD = "plans:draft-task:add"
    DRAFT_CHANGE = "plans:draft-task:change"
    DRAFT_CONFIRM = "plans:draft-task:confirm"
    DRAFT_DROP = "plans:draft-task:drop"
    DRAFT_MERGE = "plans:draft-task:merge"
    DRAFT_RESTORE = "plans:draft-task:restore"
    DRAFT_SPLIT = "plans:draft-task:split"
    FAIL = "plans:plan:fail"
    METADATA_CHANGE = "plans:plan:change"
    QUANTITY_ADD = "plans:draft-quantity:add"
    QUANTITY_CHANGE = "plans:draft-quantity:change"
    QUANTITY_DROP = "plans:draft-quantity:drop"
    RECOMPILE = "plans:plan:recompile"
    UNIT_RESOLVE = "plans:plan:resolve-units"
    UPLOAD = "plans:plan:upload"
