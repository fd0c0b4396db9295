export { DutyList } from "./duty-list";
