// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { Progress } from "./progress";

afterEach(cleanup);

it("shows how far the work is, and nothing false while that is unknown", () => {
  const { rerender } = render(<Progress label="识别任务" percent={46.4} note="第 3 步" />);
  expect(screen.getByRole("progressbar").getAttribute("value")).toBe("46.4");
  expect(screen.getByRole("status").textContent).toContain("46%");
  rerender(<Progress label="识别任务" />);
  expect(screen.getByRole("progressbar").hasAttribute("value")).toBe(false);
});
