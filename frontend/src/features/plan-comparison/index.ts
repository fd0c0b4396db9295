export { ComparisonPage } from "./comparison-page";
export { EarlierContent } from "./earlier-content";
