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

/** Scanners type faster than this, hands mostly slower. */
const gapAtMostMs = 50;
/** What a scanner's key may take on a phone that is busy, after so many that came fast. */
const slowGapAtMostMs = 150;
const fastBeforeSlow = 5;
/** Keys that begin again sooner than this belong to what came before. */
const apartMs = 500;
const burstFrom = 3;
const shortestAlone = 5;
/** With Enter or Tab behind it even a PLU of four digits is a scan. */
const shortestEnded = 4;
/** What is shorter could be a PLU, and so could a piece of a longer code. */
const longFrom = 8;
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

/** What came less than half a second before these keys: a hand's keys, a scan that broke off, or one without Enter that was taken. */
type Before = 'nothing' | 'hand' | 'broken' | 'taken';

/**
 * Tells a barcode scanner that types from a hand: keys at most 50 ms apart, at least five characters, or four and Enter or Tab.
 * After some fast keys a slower one is still the scanner's, on a busy phone; when even that is too late, the code is in pieces
 * and none of them is a scan. It reads physical keys, so that the computer's layout (AZERTY, QWERTZ) does not garble codes; a scanner
 * that was set to the computer's layout is noticed by its shifted digits. The group separator of GS1 codes is read as scanners send it:
 * ASCII 29, Ctrl+], F8 or Alt+029. Feed it every key, and call {@link rest} when none came for {@link restsAfterMs}.
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
  #fast = 0;
  #slow = 0;
  #before: Before = 'nothing';

  press(key: WedgeKey): WedgeStep {
    if (isModifier(key.key)) return { kind: 'leave' };
    const joins = this.#joins(key.at - this.#last);
    this.#last = key.at;
    if (isEnd(key)) return this.#end(joins);
    const read = this.#read(key);
    if (read === 'pending') return { kind: 'swallow' };
    if (read === null) {
      this.#forget('nothing');
      return { kind: 'leave' };
    }
    return this.#append(key, read);
  }

  /** How long no key must come until what was typed is all: a piece of a code could pass for a PLU. */
  get restsAfterMs(): number {
    return this.#characters >= longFrom ? slowGapAtMostMs + 10 : apartMs + 10;
  }

  /** No key came for long: the scan that is complete without Enter, or null. */
  rest(): string | null {
    const text = this.#characters >= shortestAlone && this.#isWhole() ? this.#text() : null;
    this.#forget(text === null ? this.#broken() : 'taken');
    return text;
  }

  /** Whether a key that came `gap` later goes on with what is being typed; otherwise that is over. */
  #joins(gap: number): boolean {
    const isTried = this.#fast >= fastBeforeSlow && this.#slow * 2 < this.#fast;
    if (gap <= gapAtMostMs) this.#fast += 1;
    else if (isTried && gap <= slowGapAtMostMs) this.#slow += 1;
    else {
      this.#forget(gap > apartMs ? 'nothing' : this.#broken());
      return false;
    }
    return true;
  }

  /** What the keys so far are to those that come next, if they are not a scan. */
  #broken(): Before {
    if (this.#characters === 0) return this.#before;
    return this.#characters >= burstFrom && this.#before !== 'hand' ? 'broken' : 'hand';
  }

  /** The rest of a scan whose beginning did not come with it: for no field and no button. */
  #isSwallowed(): boolean {
    return this.#before === 'broken' || this.#before === 'taken';
  }

  /** All of a code, not what is left of one. */
  #isWhole(): boolean {
    return this.#before === 'nothing' || (this.#before === 'taken' && this.#characters >= longFrom);
  }

  #append(key: WedgeKey, [physical, layout]: readonly [string, string]): WedgeStep {
    this.#physical += physical;
    this.#layout += layout;
    this.#characters += 1;
    if (key.shift && /^Digit\d$/.test(key.code) && /^\d$/.test(key.key)) this.#ownLayout = true;
    if (this.#isSwallowed()) return { kind: 'swallow' };
    if (this.#before === 'hand') return { kind: 'leave' };
    if (this.#characters < burstFrom) {
      if (key.key.length === 1 && !key.ctrl) this.#typedIntoPage += 1;
      return { kind: 'leave' };
    }
    if (this.#characters === burstFrom) return { kind: 'began', typed: this.#typedIntoPage };
    return { kind: 'swallow' };
  }

  #end(joins: boolean): WedgeStep {
    const isScanner = this.#isSwallowed() || (joins && this.#characters >= shortestEnded);
    const text = isScanner && this.#characters >= shortestEnded && this.#isWhole() ? this.#text() : null;
    this.#forget('nothing');
    if (text !== null) return { kind: 'scanned', text };
    // Enter after too few characters to be a scan, or after a hand's: the page's own. After a piece of a code it presses nothing.
    return { kind: isScanner ? 'swallow' : 'leave' };
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

  #forget(before: Before): void {
    this.#before = before;
    this.#physical = '';
    this.#layout = '';
    this.#characters = 0;
    this.#typedIntoPage = 0;
    this.#ownLayout = false;
    this.#altDigits = '';
    this.#fast = 0;
    this.#slow = 0;
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
