import { type DestroyRef } from '@angular/core';
import { WedgeReader } from './wedge-reader';

/** A timer so late tells of a busy phone, where the scanner's next key may be waiting to be heard. */
const lateMs = 50;
const waitsAgain = 3;

type Field = HTMLInputElement | HTMLTextAreaElement;

const fieldOf = (target: EventTarget | null): Field | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;

/**
 * Hears a scanner that types, wherever the focus is, until `whoever` is destroyed. What the scanner already typed into a
 * field is taken out of it again, and none of its keys reaches a button or a shortcut.
 */
export function listenToWedge(page: Document, whoever: DestroyRef, scanned: (text: string) => void): void {
  const reader = new WedgeReader();
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** The field's text before each of the last keys: the burst is only known at its third. */
  let before: { field: Field; text: string }[] = [];

  const hear = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    clearTimeout(resting);
    const field = fieldOf(event.target);
    before = field ? [...before, { field, text: field.value }].slice(-3) : [];
    const step = reader.press({
      code: event.code,
      key: event.key,
      shift: event.shiftKey,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      altGraph: event.getModifierState('AltGraph'),
      at: event.timeStamp,
    });
    if (step.kind !== 'leave') {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (step.kind === 'began') takeBack(before, step.typed);
    if (step.kind === 'scanned') scanned(step.text);
    else waitForRest();
  };
  const waitForRest = (again = waitsAgain) => {
    const after = reader.restsAfterMs;
    const due = performance.now() + after;
    resting = setTimeout(() => {
      if (again > 0 && performance.now() - due > lateMs) return waitForRest(again - 1);
      const text = reader.rest();
      if (text !== null) scanned(text);
    }, after);
  };

  // In the capture phase: before fields, buttons and the page's shortcuts.
  page.addEventListener('keydown', hear, { capture: true });
  whoever.onDestroy(() => {
    clearTimeout(resting);
    page.removeEventListener('keydown', hear, { capture: true });
  });
}

/** Puts a field's text back to what it was `typed` keys ago, and tells its listeners. */
function takeBack(before: readonly { field: Field; text: string }[], typed: number): void {
  const then = before.at(-1 - typed);
  if (!then || then.field.value === then.text) return;
  then.field.value = then.text;
  then.field.dispatchEvent(new Event('input', { bubbles: true }));
}
