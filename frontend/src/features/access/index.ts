export { PasswordForm } from "./password-form";
export { Sessions } from "./sessions";
export { SignInForm } from "./sign-in-form";
