from mandate.platform.events import EventTag


class PlanEvent(EventTag):
    ADOPT = "plans:plan:adopt", "采用方案", "Adopted a plan"
    ATTRIBUTION_CHANGE = "plans:draft-task:attribute", "修改拟定任务的单位", "Changed the units of a draft task"
    CANCEL = "plans:plan:cancel", "取消编译", "Cancelled compiling"
    COMPILE = "plans:plan:compile", "编译文件", "Compiled a document"
    DRAFT_ADD = "plans:draft-task:add", "新增拟定任务", "Added a draft task"
    DRAFT_CHANGE = "plans:draft-task:change", "修改拟定任务", "Changed a draft task"
    DRAFT_CONFIRM = "plans:draft-task:confirm", "确认拟定任务", "Confirmed a draft task"
    DRAFT_DROP = "plans:draft-task:drop", "舍弃拟定任务", "Dropped a draft task"
    DRAFT_MERGE = "plans:draft-task:merge", "合并拟定任务", "Merged draft tasks"
    DRAFT_RESTORE = "plans:draft-task:restore", "恢复拟定任务", "Restored a draft task"
    DRAFT_SPLIT = "plans:draft-task:split", "拆分拟定任务", "Split a draft task"
    FAIL = "plans:plan:fail", "文件编译失败", "Failed to compile a document"
    METADATA_CHANGE = "plans:plan:change", "修改文件信息", "Changed a document's particulars"
    QUANTITY_ADD = "plans:draft-quantity:add", "新增拟定指标", "Added a draft target"
    QUANTITY_CHANGE = "plans:draft-quantity:change", "修改拟定指标", "Changed a draft target"
    QUANTITY_DROP = "plans:draft-quantity:drop", "舍弃拟定指标", "Dropped a draft target"
    RECOMPILE = "plans:plan:recompile", "重新编译文件", "Compiled a document again"
    UNIT_RESOLVE = "plans:plan:resolve-units", "对应单位名称", "Resolved unit names"
    UPLOAD = "plans:plan:upload", "上传文件", "Uploaded a document"
