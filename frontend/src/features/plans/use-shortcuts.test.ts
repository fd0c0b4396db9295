// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { shortcutOf } from "./use-shortcuts";

afterEach(() => {
  document.body.innerHTML = "";
});

function press(html: string, init: KeyboardEventInit) {
  document.body.innerHTML = html;
  const target = document.body.querySelector("[data-here]") ?? document.body;
  let found: string | undefined = "never heard";
  document.body.onkeydown = (event) => {
    found = shortcutOf(event);
  };
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
  return found;
}

it.each([
  ["j", "next"],
  ["J", "next"],
  ["ArrowUp", "up"],
  ["Enter", "confirm"],
  ["？", "help"],
  ["q", undefined],
])("%s means %s", (key, meaning) => {
  expect(press("<p data-here></p>", { key })).toBe(meaning);
});

it.each([
  ["while typing", "<input data-here>", { key: "x" }],
  ["in a longer text", "<textarea data-here></textarea>", { key: "j" }],
  ["in a choice", "<select data-here></select>", { key: "ArrowDown" }],
  ["in an open menu", "<div role=menu><button data-here></button></div>", { key: "ArrowDown" }],
  ["while an input method is open", "<p data-here></p>", { key: "j", isComposing: true }],
  ["with an old kernel's input method", "<p data-here></p>", { key: "j", keyCode: 229 }],
  ["with a modifier", "<p data-here></p>", { key: "a", ctrlKey: true }],
  ["behind a question", "<dialog open></dialog><p data-here></p>", { key: "x" }],
  ["on another button", "<button data-here></button>", { key: "Enter" }],
])("never fires %s", (_when, html, init) => {
  expect(press(html, init)).toBeUndefined();
});

it("confirms from the row that is selected", () => {
  expect(press("<button data-row data-here></button>", { key: "Enter" })).toBe("confirm");
});
