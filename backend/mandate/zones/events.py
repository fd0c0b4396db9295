from mandate.platform.events import EventTag


class ZoneEvent(EventTag):
    JURISDICTION_ADD = "zones:jurisdiction:add"
    RULE_CHANGE = "zones:rule:change"
    ZONE_ADD = "zones:zone:add"
