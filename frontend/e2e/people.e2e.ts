import { describe, expect, inject, it } from "vitest";
import { expectAccessible, picture, useBrowser } from "./support/browser";
import { signIn } from "./support/people";

describe.runIf(inject("live"))("people, roles and the audit trail", () => {
  const open = useBrowser();

  it("one makes the account, another grants the role, a third reads who did what", async () => {
    const login = `officer-${Date.now() % 1_000_000}`;
    const system = await open();
    await signIn(system, "yuzhong.system");
    await system.getByRole("button", { name: "新建账号" }).click();
    const dialog = system.getByRole("dialog");
    await dialog.getByLabel("登录名").fill(login);
    await dialog.getByLabel("姓名").fill("测试经办员");
    await picture(system, "person-add");
    await expectAccessible(system);
    await dialog.getByRole("button", { name: "新建账号" }).click();
    const password = await dialog.locator("code").innerText();
    await picture(system, "person-password");
    await expectAccessible(system);
    await dialog.getByRole("button", { name: "已记下，关闭" }).click();
    await system.goto(`/zones/yuzhong/people?q=${login}`);
    await system.getByRole("link", { name: "测试经办员" }).click();
    await system.getByText("还没有角色").waitFor();
    expect(await system.getByRole("button", { name: "授予角色" }).count()).toBe(0);

    const security = await open();
    await signIn(security, "yuzhong.security", `/zones/yuzhong/people?q=${login}`);
    await security.getByRole("link", { name: "测试经办员" }).click();
    await security.getByRole("button", { name: "授予角色" }).click();
    await security.getByText("请选择经办人所在的单位").waitFor();
    await security.getByRole("combobox", { name: "所在单位" }).fill("商务");
    await security.getByRole("listbox").getByRole("option").first().click();
    await security.getByRole("button", { name: "授予角色" }).click();
    await security.getByRole("button", { name: /撤销角色：单位经办人/ }).waitFor();
    expect(await security.getByRole("button", { name: "停用" }).count()).toBe(0);

    const person = await open();
    await person.goto("/sign-in");
    await person.getByLabel("登录名").fill(`yuzhong.${login}`);
    await person.locator("input[type=password]").fill(password);
    await person.keyboard.press("Enter");
    await person.waitForURL(/\/password/);

    await system.reload();
    await system.getByRole("button", { name: "停用" }).click();
    await system.getByRole("dialog").getByRole("button", { name: "停用" }).click();
    await system.getByRole("button", { name: "启用" }).waitFor();

    const audit = await open();
    await signIn(audit, "yuzhong.audit", "/zones/yuzhong/events");
    await audit.getByRole("combobox", { name: "操作" }).first().selectOption({ label: "授予角色" });
    await audit.waitForURL(/tag=access:role:grant/);
    await audit.getByRole("link", { name: "授予角色" }).first().click();
    const details = audit.getByRole("dialog");
    await details.getByText("渝中区安全管理员").waitFor();
    await picture(audit, "event-role");
    await expectAccessible(audit);
    await audit.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
  });

  it("adds nobody who does not fit, and tells nothing about other zones", async () => {
    const page = await open();
    await signIn(page, "yuzhong.system");
    await page.getByRole("button", { name: "添加已有账号" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("登录名").fill("chengdu-hi-tech.market");
    await dialog.getByLabel("姓名").fill("猜的姓名");
    await dialog.getByRole("button", { name: "添加已有账号" }).click();
    await dialog.getByText("没有添加").waitFor();
    await picture(page, "person-not-matched");
    await expectAccessible(page);
  });
});
