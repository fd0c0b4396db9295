// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { startTexts } from "../i18n";
import { Dialog } from "./dialog";

const onClose = vi.fn();

beforeAll(() => {
  // jsdom knows no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  return startTexts();
});
afterEach(() => {
  cleanup();
  onClose.mockReset();
});

function open() {
  render(
    <Dialog title="暂停" onClose={onClose}>
      <textarea aria-label="原因" />
    </Dialog>,
  );
  const press = () => fireEvent.keyDown(screen.getByLabelText("原因"), { key: "Escape" });
  const type = (value: string) =>
    fireEvent.input(screen.getByLabelText("原因"), { target: { value } });
  return { press, type };
}

it("closes on Escape while nothing is typed, or nothing is left of it", () => {
  const { press, type } = open();
  type("等上级文件");
  type(" ");
  press();
  expect(onClose).toHaveBeenCalledOnce();
});

it("asks before it loses what was typed", () => {
  const { press, type } = open();
  type("等上级文件");
  press();
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "继续填写" }));
  expect(screen.queryByText("填写的内容还没有保存。")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "关闭" }));
  fireEvent.click(screen.getByRole("button", { name: "放弃填写" }));
  expect(onClose).toHaveBeenCalledOnce();
});
