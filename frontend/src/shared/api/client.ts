import createClient, { type Middleware } from "openapi-fetch";
import { i18n } from "../i18n";
import { Problem, problemFrom } from "./problem";
import { queryClient } from "./query-client";
import type { components, paths } from "./schema.gen";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", i18n.language);
    if (!SAFE.has(request.method)) {
      const me = queryClient.getQueryData<components["schemas"]["Me"]>(["me"]);
      if (me) request.headers.set("X-CSRF-Token", me.csrf_token);
    }
    return request;
  },
};

export const api = createClient<paths>({ credentials: "same-origin" });
api.use(headers);

interface Outcome<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** Unwraps an openapi-fetch call: the body when it went well, else throws a Problem. */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Problem({ status: 0, code: "unreachable" });
  });
  if (!response.ok) throw problemFrom(response, error);
  return data as Data;
}

/** The If-Match header of a conditional write, from the row's version. */
export function ifMatch(version: number): { "if-match": string } {
  return { "if-match": `"v${version}"` };
}
