/** One key press as the browser tells it. */
export interface WedgeKey {
  /** The physical key, `Digit1`, `KeyA`, `Numpad4`; empty from some Bluetooth stacks. */
  readonly code: string;
  /** What the computer's layout makes of it. */
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  /** AltGr on layouts that have it. */
  readonly altGraph?: boolean;
  /** Milliseconds on any clock that only goes forward. */
  readonly at: number;
}

/** What to do about a key. */
export type WedgeStep =
  /** A hand's key, or not known yet: leave it alone. */
  | { readonly kind: 'leave' }
  /** The third quick key on end: this is a scanner. Keep this key from the page, and take back `typed` characters it typed before. */
  | { readonly kind: 'began'; readonly typed: number }
  /** Part of a scan: keep it from the page. */
  | { readonly kind: 'swallow' }
  /** The scan is complete: keep the key from the page. */
  | { readonly kind: 'scanned'; readonly text: string };

const gapAtMostMs = 50;
const burstFrom = 3;
const shortestAlone = 5;
/** With Enter or Tab behind it even a PLU of four digits is a scan. */
const shortestEnded = 4;
const groupSeparator = '\u001d';

/** Characters of the US layout, which scanners speak unless told otherwise: plain and with Shift. */
const symbols: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadDecimal: ['.', '.'],
};
const shiftedDigits = ')!@#$%^&*(';

/**
 * Tells a barcode scanner that types from a hand: keys at most 50 ms apart, at least five characters, or four and Enter or Tab.
 * It reads physical keys, so that the computer's layout (AZERTY, QWERTZ) does not garble codes; a scanner that was set to
 * the computer's layout is noticed by its shifted digits. The group separator of GS1 codes is read as scanners send it: ASCII 29,
 * Ctrl+], F8 or Alt+029. Feed it every key, and call {@link rest} when none came for 50 ms.
 */
export class WedgeReader {
  /** The scan so far, by physical key and by the computer's layout. */
  #physical = '';
  #layout = '';
  #characters = 0;
  #typedIntoPage = 0;
  #ownLayout = false;
  #last = -Infinity;
  #altDigits = '';

  press(key: WedgeKey): WedgeStep {
    const quick = key.at - this.#last <= gapAtMostMs;
    if (isModifier(key.key)) return { kind: 'leave' };
    if (!quick) this.#forget();
    this.#last = key.at;
    if (isEnd(key)) return this.#end(quick);
    const read = this.#read(key);
    if (read === 'pending') return { kind: 'swallow' };
    if (read === null) {
      this.#forget();
      return { kind: 'leave' };
    }
    return this.#append(key, read);
  }

  /** No key came for 50 ms: the scan that is complete without Enter, or null. */
  rest(): string | null {
    const text = this.#characters >= shortestAlone ? this.#text() : null;
    this.#forget();
    return text;
  }

  #append(key: WedgeKey, [physical, layout]: readonly [string, string]): WedgeStep {
    this.#physical += physical;
    this.#layout += layout;
    this.#characters += 1;
    if (key.shift && /^Digit\d$/.test(key.code) && /^\d$/.test(key.key)) this.#ownLayout = true;
    if (this.#characters < burstFrom) {
      if (key.key.length === 1 && !key.ctrl) this.#typedIntoPage += 1;
      return { kind: 'leave' };
    }
    if (this.#characters === burstFrom) return { kind: 'began', typed: this.#typedIntoPage };
    return { kind: 'swallow' };
  }

  #end(quick: boolean): WedgeStep {
    const text = quick && this.#characters >= shortestEnded ? this.#text() : null;
    // Enter after too few characters to be a scan, or after a hand's: the page's own.
    this.#forget();
    return text === null ? { kind: 'leave' } : { kind: 'scanned', text };
  }

  /** The character of a key, by physical key and by layout; null for a key that types none, `pending` within Alt+digits. */
  #read(key: WedgeKey): readonly [string, string] | null | 'pending' {
    if (key.key === groupSeparator || key.code === 'F8' || key.key === 'F8')
      return [groupSeparator, groupSeparator];
    if (key.ctrl && !key.altGraph) {
      return key.code === 'BracketRight' || key.key === ']' ? [groupSeparator, groupSeparator] : null;
    }
    if (key.alt && !key.altGraph) return this.#altDigit(key);
    this.#altDigits = '';
    const layout = key.key.length === 1 ? key.key : '';
    const physical = physicalCharacter(key) ?? layout;
    return physical === '' ? null : [physical, layout === '' ? physical : layout];
  }

  /** Alt held and digits typed on the number pad: one character by its decimal number. */
  #altDigit(key: WedgeKey): readonly [string, string] | null | 'pending' {
    const digit = /^(?:Numpad|Digit)(\d)$/.exec(key.code)?.[1];
    if (digit === undefined) return null;
    this.#altDigits += digit;
    if (this.#altDigits.length < 3) return 'pending';
    const character = String.fromCharCode(Number(this.#altDigits));
    this.#altDigits = '';
    return [character, character];
  }

  #text(): string {
    return this.#ownLayout ? this.#layout : this.#physical;
  }

  #forget(): void {
    this.#physical = '';
    this.#layout = '';
    this.#characters = 0;
    this.#typedIntoPage = 0;
    this.#ownLayout = false;
    this.#altDigits = '';
  }
}

function physicalCharacter({ code, shift }: WedgeKey): string | null {
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit) {
    const value = digit[2] ?? '';
    return digit[1] === 'Digit' && shift ? (shiftedDigits[Number(value)] ?? '') : value;
  }
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  return symbols[code]?.[shift ? 1 : 0] ?? null;
}

/** Enter or Tab, or Ctrl+M, Ctrl+J and Ctrl+I as scanners send carriage return, line feed and tab. */
function isEnd({ key, code, ctrl, altGraph }: WedgeKey): boolean {
  return key === 'Enter' || key === 'Tab' || (ctrl && !altGraph && ['KeyM', 'KeyJ', 'KeyI'].includes(code));
}

function isModifier(key: string): boolean {
  return ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn'].includes(key);
}
