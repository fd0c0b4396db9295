const KEY = "mandate.zone";

export function rememberedZone(): string | null {
  return localStorage.getItem(KEY);
}

export function rememberZone(code: string): void {
  localStorage.setItem(KEY, code);
}
