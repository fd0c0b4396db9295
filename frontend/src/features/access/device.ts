/** More telling names first: most browsers also call themselves Chrome and Safari. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, "Edge"],
  [/(?:360SE|360EE|QihooBrowser)(?:\/(\d+))?/, "360"],
  [/QQBrowser\/(\d+)/, "QQ"],
  [/(?:MicroMessenger|wxwork)\/(\d+)/, "WeChat"],
  [/Firefox\/(\d+)/, "Firefox"],
  [/(?:Headless)?Chrom(?:e|ium)\/(\d+)/, "Chrome"],
  [/Version\/(\d+).*Safari/, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/, "Windows"],
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/UOS|Uniontech/i, "UOS"],
  [/Kylin/i, "Kylin"],
  [/Linux/, "Linux"],
];

/** "Edge 140 · Windows" of what a browser says about itself; what is not understood stays as it is. */
export function deviceName(client: string): string {
  const browser = BROWSERS.find(([sign]) => sign.test(client));
  const system = SYSTEMS.find(([sign]) => sign.test(client))?.[1];
  if (!browser) return client;
  const version = browser[0].exec(client)?.[1];
  return [[browser[1], version].filter(Boolean).join(" "), system].filter(Boolean).join(" · ");
}
