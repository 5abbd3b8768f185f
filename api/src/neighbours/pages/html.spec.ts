import { dataBlock, html } from './html';

describe('html', () => {
  it('escapes whatever is text, in content and in attributes', () => {
    const name = `<script>alert("x")</script>' & "more"`;
    const { text } = html`<p title="${name}">${name}</p>`;
    expect(text.match(/[<>]/g)).toHaveLength(4);
    expect(text.match(/"/g)).toHaveLength(2);
    expect(text).not.toMatch(/'|<script/);
  });

  it('takes pieces of itself as they are, lists as their parts, and nothing as nothing', () => {
    const items = ['a', 'b & c'].map((item) => html`<li>${item}</li>`);
    expect(
      html`<ul>
        ${items}${null}${false}${undefined}${0}
      </ul>`.text.replaceAll('\n', ''),
    ).toBe('<ul><li>a</li><li>b &#38; c</li>0</ul>');
  });

  it('leaves out characters that no document may hold', () => {
    expect(html`${'a\u0000b\u0008c\ud800d'}`.text).toBe('abcd');
  });
});

describe('a data block', () => {
  it('cannot be ended by its data', () => {
    const { text } = dataBlock({ name: '</script><script>alert(1)</script><!--' });
    expect(text.match(/<\/script>/g)).toHaveLength(1);
    expect(text).not.toContain('<!--');
  });
});
