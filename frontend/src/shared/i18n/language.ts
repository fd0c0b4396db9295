export const LANGUAGES = [
  { code: "zh-CN", name: "中文" },
  { code: "en", name: "English" },
] as const;

export type Language = (typeof LANGUAGES)[number]["code"];

const KEY = "mandate.language";

function isLanguage(value: string | null | undefined): value is Language {
  return LANGUAGES.some((language) => language.code === value);
}

/** Chinese first: a browser set to another language does not decide, only the person does. */
export function rememberedLanguage(): Language {
  const kept = localStorage.getItem(KEY);
  return isLanguage(kept) ? kept : "zh-CN";
}

export function rememberLanguage(language: string): void {
  if (isLanguage(language)) localStorage.setItem(KEY, language);
}
