import { expect, it } from "vitest";
import { deviceName } from "./device";

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36";

it.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, "Chrome 132 · Windows"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/132.0.0.0`, "Edge 132 · Windows"],
  [`Mozilla/5.0 (Windows NT 6.1; WOW64) ${CHROME} 360SE`, "360 · Windows"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140 · Linux"],
  [`Mozilla/5.0 (X11; Linux x86_64; UOS) ${CHROME}`, "Chrome 132 · UOS"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "Safari 18 · macOS",
  ],
  ["python-httpx/0.28", "python-httpx/0.28"],
])("calls %s %s", (client, name) => expect(deviceName(client)).toBe(name));
