import { createHash } from 'node:crypto';

/** The style of every public page: system fonts, dark and light, 320 px and paper. One small file, kept for a year by its name. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1d1b16;--soft:#5a554a;--paper:#fbf9f4;--card:#fff;--line:#d9d3c5;--accent:#0b5d4b;--on:#fff;--warn:#8f2a0c;--warnpaper:#fdeee7;--low:#7a4f00}
@media (prefers-color-scheme:dark){:root{--ink:#f2eee4;--soft:#bdb6a6;--paper:#17160f;--card:#211f17;--line:#3f3b2f;--accent:#7fd6bd;--on:#06231b;--warn:#ffb59c;--warnpaper:#3a1a10;--low:#f0c674}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-inline-size:42rem;margin-inline:auto;padding:.75rem 1rem}
h1{font-size:1.75rem;line-height:1.2;margin:.25rem 0}
h2{font-size:1.125rem;margin:1.5rem 0 .5rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.5rem 0}
a{color:var(--accent)}
header a,footer a{display:inline-block;padding:.7rem .25rem;min-block-size:3rem}
.soft{color:var(--soft)}
.now{font-size:1.375rem;font-weight:700;margin:.75rem 0 0}
.warn{background:var(--warnpaper);color:var(--warn);border-inline-start:.375rem solid;padding:.75rem 1rem;border-radius:.5rem;font-weight:600}
.button,button{display:block;inline-size:100%;min-block-size:3.5rem;padding:.9rem 1rem;border:2px solid var(--accent);border-radius:.75rem;background:var(--accent);color:var(--on);font:inherit;font-weight:700;text-align:center;text-decoration:none;cursor:pointer;margin:.75rem 0}
.quiet,.tiles button,.tiles a{background:var(--card);color:var(--ink);border-color:var(--line)}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(9rem,100%),1fr));gap:.5rem;padding:0;list-style:none}
.tiles .button,.tiles button{margin:0;block-size:100%;display:grid;place-items:center;line-height:1.25}
ul.rows{list-style:none;padding:0;margin:0}
.rows li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding:.5rem 0;border-block-end:1px solid var(--line)}
.rows b{font-weight:600}
table{border-collapse:collapse}
th,td{text-align:start;padding:.25rem 1rem .25rem 0;font-weight:400;vertical-align:top}
label{display:block;font-weight:600;margin-block-start:.75rem}
textarea,input[type=file]{inline-size:100%;min-block-size:3.5rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:.5rem;padding:.75rem}
.wide header,.wide main,.wide footer{max-inline-size:80rem}
.beside{display:grid;gap:0 2rem}
@media (min-width:60rem){.beside{grid-template-columns:1fr 1fr}}
.beside>*{min-inline-size:0}
svg{fill:currentcolor}
.symbols{position:absolute}
.glyph{inline-size:1rem;block-size:1rem;vertical-align:-.125rem}
.out{color:var(--warn)}
.low{color:var(--low)}
.ok{color:var(--accent)}
.map{display:block;inline-size:100%;max-block-size:90vh;border:1px solid var(--line);border-radius:.5rem;background:var(--card);font-size:13px;fill:var(--ink)}
.map path{stroke:var(--line);fill:none}
.map .scale{stroke:var(--ink);stroke-width:3}
.map .under{stroke:var(--card);stroke-width:7}
.area{fill:var(--soft);fill-opacity:.12;stroke:var(--soft);stroke-dasharray:6 4}
.map a circle,.map a rect{fill:var(--card);stroke:currentcolor;stroke-width:2.5}
.map a .about{stroke-dasharray:5 3}
.map text{paint-order:stroke;stroke:var(--card);stroke-width:2}
.map a text{fill:var(--ink);font-size:16px;font-weight:700;text-anchor:middle;stroke:none}
.map a .count{font-size:12px;font-weight:600;text-anchor:start}
.map use{fill:currentcolor}
.map a:focus-visible>:first-child{stroke-width:6}
.steps{display:flex;flex-wrap:wrap;gap:.25rem;margin-block:.5rem}
.steps a{display:grid;place-items:center;min-inline-size:2.75rem;min-block-size:3rem;padding-inline:.5rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--card);font-weight:700;text-decoration:none}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
.trap{display:none}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip:not(:focus){position:absolute;inset-block-start:-4rem}
footer{border-block-start:1px solid var(--line);margin-block-start:2rem;font-size:.9375rem}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--card:#fff;--accent:#000}.button,form,.skip,.screen{display:none}body{font-size:11pt}h2{break-after:avoid}li{break-inside:avoid}}
`
  .trim()
  .replace(/\n/g, '');

/** Another one as soon as a character of the style changes. */
export const pageStyleVersion = createHash('sha256').update(pageStyle).digest('hex').slice(0, 12);
