from mandate.platform.events import EventTag


class DutyEvent(EventTag):
    CHANGE = "cycles:duty:change", "修改常态化职责", "Changed a duty"
    END = "cycles:duty:end", "终止常态化职责", "Ended a duty"
    RESUME = "cycles:duty:resume", "恢复常态化职责", "Resumed a duty"
