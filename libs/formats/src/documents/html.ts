import { Html, markup } from './markup.js';
import { runsOf } from './paper.js';
import type { Block, Paper, PaperLetter, Run, Words } from './paper.js';
import { PAPER_STYLE } from './style.js';

/**
 * The paper as a page of its own, to read and to print: nothing is fetched and nothing runs. What it is and whom it is about stands
 * on every printed page, as the head of a table that holds everything; for who has it read aloud that table is none.
 */
export function htmlOf(paper: Paper): string {
  const { title, person, reference } = paper;
  return markup`<!doctype html>
<html lang="${paper.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(PAPER_STYLE)}</style>
</head>
<body>
<table class="paper" role="presentation">
<thead>
<tr><td><header>${title}${person === undefined ? undefined : markup`<strong class="person">${person}</strong>`}</header></td></tr>
<tr class="gap"><td></td></tr>
</thead>
<tfoot><tr><td class="quiet"><footer>${reference}</footer></td></tr></tfoot>
<tbody><tr><td><main>
${paper.letter === undefined ? undefined : letterOf(paper.letter)}
<h1>${title}</h1>
${paper.blocks.map(blockOf)}
</main></td></tr></tbody>
</table>
</body>
</html>
`.text;
}

function letterOf({ from, to, date, window }: PaperLetter): Html {
  return markup`<div class="letter ${window}">
<p class="from said">${from.join('\n')}</p>
<p class="to said">${to.join('\n')}</p>
<p class="date">${date}</p>
</div>`;
}

function blockOf(block: Block): Html {
  switch (block.kind) {
    case 'heading':
      return headingOf(block);
    case 'paragraph':
      return markup`<p class="said ${block.tone}">${wordsOf(block.words)}</p>\n`;
    case 'fields':
      return markup`<dl>${block.fields.map(({ label, value }) => markup`<dt>${label}</dt><dd class="said">${wordsOf(value)}</dd>`)}</dl>\n`;
    case 'list': {
      const items = block.items.map((item) => markup`<li class="said">${wordsOf(item)}</li>`);
      return block.ordered === true ? markup`<ol>${items}</ol>\n` : markup`<ul>${items}</ul>\n`;
    }
    case 'table':
      return tableOf(block);
    case 'note':
      return markup`<p class="note said">${wordsOf(block.words)}</p>\n`;
    case 'signatures':
      return markup`<ul class="signatures">${block.places.map((place) => markup`<li>${place}</li>`)}</ul>\n`;
    case 'page-break':
      return markup`<div class="next"></div>\n`;
    case 'together':
      return markup`<div class="together">${block.blocks.map(blockOf)}</div>\n`;
  }
}

function headingOf({ level, text }: Extract<Block, { kind: 'heading' }>): Html {
  switch (level) {
    case 2:
      return markup`<h2>${text}</h2>\n`;
    case 3:
      return markup`<h3>${text}</h3>\n`;
    case 4:
      return markup`<h4>${text}</h4>\n`;
  }
}

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>): Html {
  const heads = columns.map(({ head }) => markup`<th scope="col">${head}</th>`);
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  // Widths as attributes: the policy lets no element have a style of its own.
  const widths = columns.map(({ share }) => markup`<col width="${Math.round((share / shares) * 100)}%">`);
  const cells = (row: readonly Words[]) => row.map((cell) => markup`<td class="said">${wordsOf(cell)}</td>`);
  return markup`<table class="list"><colgroup>${widths}</colgroup><thead><tr>${heads}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${cells(row)}</tr>`)}</tbody></table>\n`;
}

function wordsOf(words: Words): Html {
  return markup`${runsOf(words).map(runOf)}`;
}

function runOf({ text, style }: Run): Html {
  switch (style) {
    case undefined:
      return markup`${text}`;
    case 'strong':
      return markup`<strong>${text}</strong>`;
    case 'phone':
      return markup`<span class="phone">${text}</span>`;
  }
}
