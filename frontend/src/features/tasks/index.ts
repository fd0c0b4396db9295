export { TaskList } from "./task-list";
export { TaskPage } from "./task-page";
