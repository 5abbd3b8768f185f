import { Resvg } from '@resvg/resvg-js';
import { readPng, readSymbols } from '../../../test/support/read-symbols';
import { drawLabelSvg } from './draw-label-svg';
import type { LabelContent } from './label-content';
import { fontOptions } from './shaped-text';

const content: LabelContent = {
  symbol: { kind: 'own', symbology: 'datamatrix', text: 'CS-7K3M9-QX2PD' },
  title: 'Salt & "pepper" <grinder>',
  lines: ['فول أسود'],
  dates: [],
};
const size = { widthMm: 62, heightMm: 29 };

describe('a label as SVG', () => {
  it('has its real size and is read back', async () => {
    const svg = drawLabelSvg(content, size);
    expect(svg).toContain('width="62mm" height="29mm"');
    const png = new Resvg(svg, { font: fontOptions([]), fitTo: { mode: 'width', value: 732 } })
      .render()
      .asPng();
    expect((await readSymbols(readPng(png))).map(({ text }) => text)).toEqual(['CS-7K3M9-QX2PD']);
  });

  it('cannot be broken out of by a name, and has no script, style or reference', () => {
    const svg = drawLabelSvg({ ...content, title: '</text><script>alert(1)</script>\u0000\uFFFF' }, size);
    expect(svg).not.toMatch(/<script|style=|<style|href|url\(/);
    expect([...svg].some((character) => ['\u0000', '\uFFFF'].includes(character))).toBe(false);
  });

  it('keeps right-to-left words as text', () => {
    expect(drawLabelSvg(content, size)).toMatch(/direction="rtl"[^>]*>فول أسود</);
  });
});
