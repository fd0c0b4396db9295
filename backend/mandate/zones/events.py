from mandate.platform.events import EventTag


class ZoneEvent(EventTag):
    DIVISION_ADD = "zones:division:add"
    JURISDICTION_ADD = "zones:jurisdiction:add"
    RULE_CHANGE = "zones:rule:change"
    ZONE_ADD = "zones:zone:add"
