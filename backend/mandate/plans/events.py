from mandate.platform.events import EventTag


class PlanEvent(EventTag):
    ADOPT = "plans:plan:adopt", "采纳方案", "Adopted a plan"
    ATTRIBUTION_CHANGE = "plans:draft-task:attribute", "修改拟定任务的单位", "Changed the units of a draft task"
    BULK_FIX = "plans:plan:bulk-fix", "批量更正草案", "Corrected a draft everywhere"
    CANCEL = "plans:plan:cancel", "取消解析", "Cancelled compiling"
    COLUMNS = "plans:plan:say-columns", "确认表格各列含义", "Said what the columns of a sheet mean"
    COMPARISON_EXPORT = "plans:plan:export-comparison", "导出新旧对照", "Exported a comparison of plans"
    COMPILE = "plans:plan:compile", "解析文件", "Compiled a document"
    DRAFT_ADD = "plans:draft-task:add", "新增拟定任务", "Added a draft task"
    DRAFT_CHANGE = "plans:draft-task:change", "修改拟定任务", "Changed a draft task"
    DRAFT_CONFIRM = "plans:draft-task:confirm", "确认拟定任务", "Confirmed a draft task"
    DRAFT_DROP = "plans:draft-task:drop", "删去拟定任务", "Dropped a draft task"
    DRAFT_MERGE = "plans:draft-task:merge", "合并拟定任务", "Merged draft tasks"
    DRAFT_RESTORE = "plans:draft-task:restore", "恢复拟定任务", "Restored a draft task"
    DRAFT_SPLIT = "plans:draft-task:split", "拆分拟定任务", "Split a draft task"
    DUTY_CHANGE = "plans:draft-duty:change", "修改拟定职责", "Changed a draft duty"
    DUTY_DROP = "plans:draft-duty:drop", "删去拟定职责", "Dropped a draft duty"
    FAIL = "plans:plan:fail", "文件解析失败", "Failed to compile a document"
    FOLLOW = "plans:plan:follow", "确认接续的文件", "Said which plan a document follows"
    HABIT_CHANGE = "plans:reading-habit:change", "启用或停用阅读习惯", "Switched a reading habit"
    HABIT_DECLINE = "plans:reading-habit:decline", "未采用阅读习惯", "Declined a reading habit"
    HABIT_REMOVE = "plans:reading-habit:remove", "删除阅读习惯", "Removed a reading habit"
    MATCH = "plans:draft-task:match", "更正任务对应关系", "Said which earlier task a draft task continues"
    METADATA_CHANGE = "plans:plan:change", "修改文件信息", "Changed a document's particulars"
    ORIGINS = (
        "plans:draft-task:say-origins",
        "确认任务的拆分、合并来源",
        "Said which earlier tasks a draft task stems from",
    )
    QUANTITY_ADD = "plans:draft-quantity:add", "新增拟定指标", "Added a draft target"
    QUANTITY_CHANGE = "plans:draft-quantity:change", "修改拟定指标", "Changed a draft target"
    QUANTITY_DROP = "plans:draft-quantity:drop", "删去拟定指标", "Dropped a draft target"
    RECOMPILE = "plans:plan:recompile", "重新解析文件", "Compiled a document again"
    REDO = "plans:plan:redo", "恢复核对操作", "Made a change again"
    UNDO = "plans:plan:undo", "撤销核对操作", "Took a change back"
    UNFOLLOW = "plans:plan:unfollow", "取消接续关系", "Took back which plan a document follows"
    UNIT_RESOLVE = "plans:plan:resolve-units", "对应单位名称", "Resolved unit names"
    UNMATCH = "plans:draft-task:unmatch", "恢复任务对应关系", "Took back a correction of a task's counterpart"
    UPLOAD = "plans:plan:upload", "上传文件", "Uploaded a document"
