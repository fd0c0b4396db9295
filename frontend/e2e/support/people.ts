import type { Page } from "playwright-core";

/** The one password of all demo accounts; it lies in the file demo-password of the installation's data folder. */
const PASSWORD = process.env.MANDATE_DEMO_PASSWORD ?? "";

/** Signs in as the form does, which other tests fill in, and opens `path`, or the person's own first page. */
export async function signIn(page: Page, login: string, path = "/"): Promise<void> {
  if (PASSWORD === "") throw new Error("MANDATE_URL needs MANDATE_DEMO_PASSWORD beside it");
  const data = { login, password: PASSWORD };
  const answer = await page.context().request.post("/api/v1/sessions", { data });
  if (answer.status() !== 201) throw new Error(`${login}: ${await answer.text()}`);
  await page.goto(path);
  if (path === "/") await page.waitForURL(/\/(zones|jurisdictions)\//);
}

type Answer<Body> = { status: number; body: Body };

/** A request as the page itself would send it: same session, same token. */
export function call<Body>(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return page.evaluate(
    async ([verb, address, sent, more]) => {
      const me = await (await fetch("/api/v1/me")).json();
      const answer = await fetch(`/api/v1${address}`, {
        method: verb as string,
        headers: {
          "content-type": "application/json",
          "x-csrf-token": me.csrf_token,
          ...(more as Record<string, string>),
        },
        ...(sent === null ? {} : { body: JSON.stringify(sent) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
    },
    [method, path, body ?? null, headers] as const,
  ) as Promise<Answer<Body>>;
}
