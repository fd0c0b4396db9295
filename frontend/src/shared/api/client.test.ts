// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startTexts } from "../i18n";
import { answer, api, ifMatch } from "./client";
import { isProblem } from "./problem";
import { queryClient } from "./query-client";

const send = vi.fn<(request: Request) => Promise<Response>>();
const call = (method: "GET" | "DELETE") =>
  method === "GET"
    ? answer(api.GET("/api/v1/me", { fetch: send, baseUrl: "http://localhost" }))
    : answer(api.DELETE("/api/v1/sessions/current", { fetch: send, baseUrl: "http://localhost" }));

beforeEach(async () => {
  await startTexts();
  queryClient.setQueryData(["me"], { csrf_token: "secret" });
});
afterEach(() => {
  queryClient.clear();
  send.mockReset();
});

it("names the language always and the token only on writes", async () => {
  send.mockImplementation(async () => Response.json({}));
  await call("GET");
  await call("DELETE");
  const [read, write] = send.mock.calls.map(([request]) => request.headers);
  expect(read?.get("accept-language")).toBe("zh-CN");
  expect(read?.get("x-csrf-token")).toBeNull();
  expect(write?.get("x-csrf-token")).toBe("secret");
});

it("throws the server's problem with its words and number", async () => {
  const body = {
    type: "/problems/not_found",
    title: "没有找到这条记录。",
    status: 404,
    code: "not_found",
    request_id: "0198",
  };
  send.mockImplementation(async () => Response.json(body, { status: 404 }));
  const error = await call("GET").catch((cause: unknown) => cause);
  expect(isProblem(error, 404) && [error.title, error.code, error.requestId]).toEqual([
    "没有找到这条记录。",
    "not_found",
    "0198",
  ]);
});

it.each([
  ["a proxy's page", async () => new Response("<html>", { status: 502 }), 502, "unreadable"],
  ["no answer", async () => Promise.reject(new TypeError("failed")), 0, "unreachable"],
])("makes a problem of %s", async (_what, reply, status, code) => {
  send.mockImplementation(reply);
  const error = await call("GET").catch((cause: unknown) => cause);
  expect(isProblem(error) && [error.status, error.code, error.title]).toEqual([
    status,
    code,
    undefined,
  ]);
});

it("writes the version that a change was made from", () => {
  expect(ifMatch(3)).toEqual({ "if-match": '"v3"' });
});
