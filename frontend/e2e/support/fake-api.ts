import type { Page, Route } from "playwright-core";
import type { components } from "../../src/shared/api/schema.gen";

type Me = components["schemas"]["Me"];
type Body = Record<string, unknown>;
type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };
type Answer = Reply | ((route: Route) => Reply | Promise<Reply>);

/** Answers requests by "METHOD /path" under /api/v1; anything else is a 404 problem, as the server would say. */
export async function answerWith(page: Page, answers: Record<string, Answer>): Promise<void> {
  await page.route("**/api/v1/**", async (route) => {
    const request = route.request();
    const path = new URL(request.url()).pathname.replace("/api/v1", "");
    const answer = answers[`${request.method()} ${path}`];
    const reply = typeof answer === "function" ? await answer(route) : answer;
    await fulfil(
      route,
      reply ?? problem(404, "not_found", "没有找到这条记录。请返回列表重新选择。"),
    );
  });
}

export function problem(status: number, code: string, title: string, more: Body = {}): Reply {
  return {
    status,
    body: { type: `/problems/${code}`, title, status, code, request_id: "0198f3a2-test", ...more },
  };
}

async function fulfil(route: Route, { status = 200, body, headers = {} }: Reply): Promise<void> {
  await route.fulfill({
    status,
    headers: {
      "content-type": status >= 400 ? "application/problem+json" : "application/json",
      ...headers,
    },
    body: body === undefined ? "" : JSON.stringify(body),
  });
}

export function person(change: Partial<Me["account"]> = {}): Me {
  return {
    account: {
      id: "0198f3a2-0000-7000-8000-000000000001",
      login: "yz.supervisor",
      name: "营商办经办人",
      must_change_password: false,
      ...change,
    },
    zones: [
      {
        code: "yuzhong",
        name: "渝中区",
        name_en: "Yuzhong District",
        roles: ["supervisor"],
        permissions: ["plan:read", "task:read", "unit:read", "workbench:read"],
        units: [{ id: "0198f3a2-0000-7000-8000-000000000002", name: "区营商办" }],
      },
      {
        code: "cdgx",
        name: "成都高新区",
        name_en: "Chengdu High-tech Zone",
        roles: ["system_administrator"],
        permissions: ["person:read"],
        units: [],
      },
    ],
    jurisdictions: [],
    csrf_token: "token",
  };
}
