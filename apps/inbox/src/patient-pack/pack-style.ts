import { createHash } from 'node:crypto';

/** Plain paper: A4, large letters, the person on every page, nothing fetched from anywhere. */
export const PACK_STYLE = `
@page { size: A4; margin: 14mm 16mm 16mm; @bottom-right { content: counter(page) " (" counter(pages) ")"; font: 9pt sans-serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 180mm; padding: 4mm; color: #111; background: #fff; font: 12pt/1.45 "DejaVu Sans", Verdana, Arial, sans-serif; }
table { width: 100%; border-collapse: collapse; }
.paper > thead td { padding: 0 0 2mm; border-bottom: 0.5mm solid #111; font-size: 10pt; }
.paper > thead .gap td { height: 4mm; padding: 0; border: 0; }
.paper > tbody > tr > td { padding: 0; vertical-align: top; }
.person { float: right; }
h1 { margin: 0 0 2mm; font-size: 22pt; line-height: 1.2; }
h2 { margin: 7mm 0 2mm; font-size: 15pt; break-after: avoid; }
h3 { margin: 4mm 0 1mm; font-size: 12pt; break-after: avoid; }
p { margin: 0 0 2mm; }
.said { white-space: pre-line; overflow-wrap: anywhere; }
.note { padding: 2mm 3mm; border: 0.4mm solid #111; break-inside: avoid; }
.next { break-before: page; }
.next > h2:first-child, h1 { margin-top: 0; }
.list { margin: 1mm 0 3mm; }
.list th, .list td { padding: 1.5mm 2mm; border: 0.2mm solid #555; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.list th { background: #eee; }
.list tr { break-inside: avoid; }
.list thead { display: table-header-group; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 4mm; margin: 0 0 2mm; break-inside: avoid; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
ol, ul { margin: 0 0 2mm; padding-left: 7mm; }
li { break-inside: avoid; }
.quiet { color: #444; font-size: 10pt; }
.phone { font-weight: bold; white-space: nowrap; }
@media screen { .next { margin-top: 7mm; } }
@media print { body { max-width: none; padding: 0; } }
`;

const DIGEST = createHash('sha256').update(PACK_STYLE).digest('base64');

/** The page may use its own style and nothing else: no script, no picture, no address outside, no frame around it. */
export const PACK_POLICY = `default-src 'none'; style-src 'sha256-${DIGEST}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
