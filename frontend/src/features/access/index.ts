export { PasswordForm } from "./password-form";
export { Sessions } from "./sessions";
export { SignInAgain } from "./sign-in-again";
export { SignInForm } from "./sign-in-form";
