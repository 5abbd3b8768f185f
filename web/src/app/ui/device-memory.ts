/**
 * Small choices kept on this device (language, theme, site): text by key in localStorage. Where storage is refused
 * (private windows, full disks) a choice lasts as long as the page.
 */
const forThisPage = new Map<string, string>();
const prefix = 'commonshelf.';

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key) ?? forThisPage.get(key) ?? null;
  } catch {
    return forThisPage.get(key) ?? null;
  }
}

/** Keeps `value` under `key`; null forgets it. */
export function remember(key: string, value: string | null): void {
  if (value === null) forThisPage.delete(key);
  else forThisPage.set(key, value);
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // Kept for this page only; nothing the person did depends on it.
  }
}
