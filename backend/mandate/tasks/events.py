from mandate.platform.events import EventTag


class TaskEvent(EventTag):
    ACTIVATE = "tasks:task:activate", "启动任务", "Activated a task"
    EDIT = "tasks:task:edit", "修改任务", "Changed a task"
    EXPORT = "tasks:task-list:export", "导出任务清单", "Exported the task list"
    RESTORE = "tasks:task:restore", "恢复任务", "Restored a task"
    STAFF = "tasks:task:staff", "落实任务人员", "Named who answers for a task"
    SUSPEND = "tasks:task:suspend", "暂停任务", "Suspended a task"
    WITHDRAW = "tasks:task:withdraw", "撤回任务", "Withdrew a task"
