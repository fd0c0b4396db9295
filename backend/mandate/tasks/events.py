from mandate.platform.events import EventTag


class TaskEvent(EventTag):
    ACTIVATE = "tasks:task:activate"
    EDIT = "tasks:task:edit"
    EXPORT = "tasks:task-list:export"
    RESTORE = "tasks:task:restore"
    STAFF = "tasks:task:staff"
    SUSPEND = "tasks:task:suspend"
    WITHDRAW = "tasks:task:withdraw"
