import { expect, it, vi } from "vitest";
import { Problem } from "./problem";
import { queryClient, whenSessionExpires } from "./query-client";

it("tells a person who was writing from a page that only asked, when the session is over", async () => {
  const told = vi.fn();
  whenSessionExpires(told);
  const over = () => Promise.reject(new Problem({ status: 401, code: "not_signed_in" }));
  await queryClient
    .fetchQuery({ queryKey: ["tasks"], queryFn: over, retry: false })
    .catch(() => {});
  await queryClient
    .getMutationCache()
    .build(queryClient, { mutationFn: over })
    .execute(undefined)
    .catch(() => {});
  expect(told.mock.calls).toEqual([[false], [true]]);
});
