import i18n, { type BackendModule, type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import { rememberedLanguage, rememberLanguage } from "./language";
import zh from "./texts/zh-CN.json";

const loaders = new Map<string, () => Promise<unknown>>();
for (const [path, load] of Object.entries(
  import.meta.glob("/src/{features/*/i18n,shared/i18n/texts}/*.json", { import: "default" }),
)) {
  const [, area, room, language] =
    path.match(/^\/src\/(features|shared)\/([^/]+)\/(?:.*\/)?([^/]+)\.json$/) ?? [];
  const namespace = area === "shared" ? "shared" : room;
  loaders.set(`${language}/${namespace}`, load);
}

/** Each namespace is a file of its own, fetched beside the page that needs it. */
const files: BackendModule = {
  type: "backend",
  init() {},
  read(language, namespace, callback) {
    const load = loaders.get(`${language}/${namespace}`);
    if (!load) return callback(new Error(`no texts ${language}/${namespace}`), false);
    load().then(
      (texts) => callback(null, texts as ResourceKey),
      (error: Error) => callback(error, false),
    );
  },
};

export async function startTexts(): Promise<void> {
  i18n.on("languageChanged", (language) => {
    document.documentElement.lang = language;
    rememberLanguage(language);
  });
  await i18n
    .use(files)
    .use(initReactI18next)
    .init({
      lng: rememberedLanguage(),
      supportedLngs: ["zh-CN", "en"],
      fallbackLng: false,
      ns: ["shared"],
      defaultNS: "shared",
      partialBundledLanguages: true,
      resources: { "zh-CN": { shared: zh } },
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  await i18n.loadNamespaces("shared");
}

/** Fetches a feature's texts; a route awaits it together with the feature's code. */
export function loadTexts(namespace: string): Promise<void> {
  return i18n.loadNamespaces(namespace);
}

export { i18n };
