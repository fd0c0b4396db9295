export { keptOf, searchOf, type TaskSearch } from "./search";
export { TaskList } from "./task-list";
export { TaskPage } from "./task-page";
