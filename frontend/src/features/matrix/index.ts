export { Matrix } from "./matrix-page";
