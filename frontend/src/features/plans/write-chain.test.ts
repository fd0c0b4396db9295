import { expect, it, vi } from "vitest";
import { Problem } from "@/shared/api/problem";
import { whenSessionExpires } from "@/shared/api/query-client";
import { sendUnlessClashing, WriteChain } from "./write-chain";

interface Row {
  version: number;
  title: string;
  section: string;
}

const read: Row = { version: 3, title: "甲", section: "一" };
const stale = () => Promise.reject(new Problem({ status: 412, code: "stale_version" }));

function writing(wanted: Partial<Row>, theirs: Partial<Row>, mustBeSeen: (keyof Row)[] = []) {
  const send = vi.fn<(version: number) => Promise<unknown>>();
  send.mockImplementationOnce(stale).mockResolvedValue(undefined);
  const fresh = async () => ({ ...read, version: 7, ...theirs });
  return { send, write: { read, wanted, mustBeSeen, version: () => read.version, send, fresh } };
}

it("sends again, with the new version, when others changed something else", async () => {
  const { send, write } = writing({ title: "乙" }, { section: "二" });
  expect(await sendUnlessClashing(write)).toBeUndefined();
  expect(send.mock.calls).toEqual([[3], [7]]);
});

it("writes nothing over somebody else's change to the same field", async () => {
  const { send, write } = writing({ title: "乙" }, { title: "丙" });
  expect((await sendUnlessClashing(write))?.fields).toEqual(["title"]);
  expect(send).toHaveBeenCalledOnce();
});

it("asks to look again before vouching for what has changed meanwhile", async () => {
  const { send, write } = writing({}, { section: "二" }, ["title", "section"]);
  expect((await sendUnlessClashing(write))?.fields).toEqual(["section"]);
  expect(send).toHaveBeenCalledOnce();
});

it("hands on every other refusal", async () => {
  const { send, write } = writing({ title: "乙" }, {});
  send.mockReset().mockRejectedValue(new Problem({ status: 422, code: "too_long" }));
  await expect(sendUnlessClashing(write)).rejects.toMatchObject({ status: 422 });
});

it("writes in order, and goes on after a failure, keeping the way to try again", async () => {
  const chain = new WriteChain();
  const order: string[] = [];
  const retry = vi.fn();
  const slow = chain.run(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push("first");
  });
  const failing = chain.run(() => Promise.reject(new Error("no")), retry);
  expect(chain.status.pending).toBe(2);
  await slow;
  await failing;
  expect(chain.status.retry).toBe(retry);
  await chain.run(async () => order.push("last"));
  expect(order).toEqual(["first", "last"]);
  expect(chain.status).toMatchObject({ pending: 0, saved: 2, error: undefined });
});

it("tells that a write came after the end of the session", async () => {
  const told = vi.fn();
  whenSessionExpires(told);
  const chain = new WriteChain();
  await chain.run(() => Promise.reject(new Problem({ status: 401, code: "not_signed_in" })));
  await chain.run(() => Promise.reject(new Error("no")));
  expect(told).toHaveBeenCalledExactlyOnceWith(true);
});
