from mandate.platform.events import EventTag


class ZoneEvent(EventTag):
    DIVISION_ADD = "zones:division:add", "登记行政区划代码", "Registered a division code"
    JURISDICTION_ADD = "zones:jurisdiction:add", "新增区域", "Added a jurisdiction"
    RULE_CHANGE = "zones:rule:change", "修改本区规则", "Changed the zone's rules"
    ZONE_ADD = "zones:zone:add", "新增区", "Added a zone"
