export { ExportUnits } from "./export-units";
export { HandOver } from "./handover";
export { ImportWizard } from "./import-wizard";
export { NewUnit } from "./new-unit";
export { UnitList } from "./unit-list";
export { UnitPage } from "./unit-page";
export { UnitReport } from "./unit-report";
