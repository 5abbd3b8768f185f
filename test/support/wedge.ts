import type { Page } from 'playwright-core';

/** Types a code as a USB scanner does: key after key at once, Enter behind it, wherever the focus is. */
export async function typeAsScanner(page: Page, code: string): Promise<void> {
  // One round trip for all keys: separate ones would be as slow as a hand on a busy machine.
  const client = await page.context().newCDPSession(page);
  const keys = [...code].flatMap((key) => [keyOf(key, 'keyDown'), keyOf(key, 'keyUp')]);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
  // Each key says when it was pressed: what reads them goes by that, however long they take to arrive.
  const began = Date.now() / 1_000;
  const sent = [...keys, { type: 'keyDown', ...enter }, { type: 'keyUp', ...enter }].map((key, n) =>
    client.send('Input.dispatchKeyEvent', { ...key, timestamp: began + n * 0.003 } as Parameters<
      typeof client.send<'Input.dispatchKeyEvent'>
    >[1]),
  );
  await Promise.all(sent);
  await client.detach();
}

function keyOf(key: string, type: 'keyDown' | 'keyUp') {
  const isDigit = /\d/.test(key);
  return {
    type,
    key,
    code: isDigit ? `Digit${key}` : `Key${key.toUpperCase()}`,
    windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0),
    ...(type === 'keyDown' ? { text: key } : {}),
    ...(/[A-Z]/.test(key) ? { modifiers: 8 } : {}),
  };
}

/**
 * As a scanner types, all within the page: where the machine is so busy that keys which are sent one by one arrive with a hand's pauses.
 * The browser puts nothing into fields.
 */
export async function scanAtOnce(page: Page, code: string): Promise<void> {
  await page.evaluate((keys) => {
    const target = document.activeElement ?? document.body;
    for (const { key, code, shiftKey } of keys)
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }),
      );
  }, pressesOf(code));
}

function pressesOf(code: string) {
  const presses = [...code].map((key) => ({
    key,
    code: /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`,
    shiftKey: /[A-Z]/.test(key),
  }));
  return [...presses, { key: 'Enter', code: 'Enter', shiftKey: false }];
}
