import { describe, expect, inject, it } from "vitest";
import { expectAccessible, LANGUAGES, picture, pictures, useBrowser } from "./support/browser";
import { answerWith, person, problem } from "./support/fake-api";

const signedOut = problem(401, "not_signed_in", "请先登录。");

describe.skipIf(inject("live"))("the shell, with answers of our own", () => {
  const open = useBrowser();

  it.each(LANGUAGES)("sign-in, workbench and account look right: %s", async (language) => {
    const page = await open(language);
    const shown = async (name: string) => {
      await pictures(page, `${name}-${language}`);
      await expectAccessible(page);
    };
    let signedIn = false;
    await answerWith(page, {
      "GET /me": () => (signedIn ? { body: person() } : signedOut),
      "POST /sessions": () => {
        signedIn = true;
        return { status: 201, body: person() };
      },
      "GET /me/sessions": {
        body: {
          items: [
            {
              id: "1",
              kind: "browser",
              client: "Chrome 126 · Windows 10",
              address: "127.0.0.1",
              created_at: "2026-03-02T00:31:00Z",
              last_seen_at: "2026-03-02T01:05:00Z",
              expires_at: "2026-03-02T12:00:00Z",
              current: true,
            },
          ],
        },
      },
    });
    await page.goto("/zones/yuzhong/workbench");
    await page.waitForURL(/\/sign-in\?/);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    await shown("sign-in");
    await page.getByRole("textbox").first().fill("yz.supervisor");
    await page.locator("input[type=password]").fill("correct horse battery staple");
    await page.keyboard.press("Enter");
    await page.waitForURL(/^[^?]*\/zones\/yuzhong\/workbench$/);
    await page.locator("h1").waitFor();
    await shown("workbench");
    await page.goto("/account");
    await page.locator("table").waitFor();
    await shown("account");
  });

  it("says what is wrong with a sign-in, and how long a lockout lasts", async () => {
    const page = await open();
    let tries = 0;
    await answerWith(page, {
      "GET /me": signedOut,
      "POST /sessions": () =>
        ++tries === 1
          ? problem(401, "wrong_sign_in", "登录名或密码不对。请核对后再试。")
          : {
              ...problem(429, "too_many_tries", "尝试次数过多，暂时不能登录。"),
              headers: { "retry-after": "600" },
            },
    });
    await page.goto("/sign-in");
    await page.getByLabel("登录名").fill("yz.supervisor");
    await page.locator("input[type=password]").fill("wrong");
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByText("登录名或密码不对").waitFor();
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await picture(page, "sign-in-wrong");
    await expectAccessible(page);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByText("请在 10 分钟后再试").waitFor();
  });

  it("makes a first sign-in change the password before anything else", async () => {
    const page = await open();
    await answerWith(page, { "GET /me": { body: person({ must_change_password: true }) } });
    await page.goto("/zones/yuzhong/workbench");
    await page.waitForURL(/\/password\?/);
    await page.getByLabel("当前密码").waitFor();
    await picture(page, "password-first");
    await expectAccessible(page);
  });

  it("comes back to the page after the session has ended", async () => {
    const page = await open();
    let live = true;
    await answerWith(page, {
      "GET /me": () => (live ? { body: person() } : signedOut),
      "GET /me/sessions": () => (live ? { body: { items: [] } } : signedOut),
      "POST /sessions": () => {
        live = true;
        return { status: 201, body: person() };
      },
    });
    await page.goto("/account");
    await page.locator("h1").waitFor();
    live = false;
    await page.goto("/account");
    await page.waitForURL(/\/sign-in\?next=\/account/);
    await page.getByLabel("登录名").fill("yz.supervisor");
    await page.locator("input[type=password]").fill("x");
    await page.keyboard.press("Enter");
    await page.waitForURL(/^[^?]*\/account$/);
  });

  it("has a way out of 403, 404 and an unreachable server", async () => {
    const page = await open();
    await answerWith(page, { "GET /me": { body: person() } });
    await page.goto("/zones/cdgx/workbench");
    await page.getByText("没有办理此事的权限").waitFor();
    await picture(page, "403");
    await expectAccessible(page);
    await page.goto("/zones/elsewhere/workbench");
    await page.getByText("这个链接属于另一个区").waitFor();
    await picture(page, "404");
    await page.unroute("**/api/v1/**");
    await page.route("**/api/v1/**", (route) => route.abort());
    await page.goto("/");
    await page.getByText("连接不上服务器").waitFor();
    await picture(page, "unreachable");
    await page.getByRole("button", { name: "重试" }).waitFor();
  });
});
