/** Where to go after signing in: a path of this site only, so that a crafted link leads nowhere else. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !/^\/(?![/\\])/.test(next)) return "/";
  return next.startsWith("/sign-in") ? "/" : next;
}
