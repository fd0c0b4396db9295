export { Crosswalk } from "./crosswalk";
export { Suggestions } from "./suggestions";
export { TopicOfTask } from "./topic-of-task";
