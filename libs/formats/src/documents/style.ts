/** Plain paper: A4, large letters, what it is and whom it is about on every page, nothing fetched from anywhere. */
export const PAPER_STYLE = `
@page { size: A4; margin: 14mm 16mm 16mm; @bottom-right { content: counter(page) " (" counter(pages) ")"; font: 9pt sans-serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 180mm; padding: 4mm; color: #111; background: #fff; font: 12pt/1.45 "Source Sans 3", "DejaVu Sans", Verdana, Arial, sans-serif; }
table { width: 100%; border-collapse: collapse; }
.paper > thead td { padding: 0 0 2mm; border-bottom: 0.5mm solid #111; font-size: 10pt; }
.paper > thead .gap td { height: 4mm; padding: 0; border: 0; }
.paper > tbody > tr > td { padding: 0; vertical-align: top; }
.paper > tfoot td { padding: 4mm 0 0; }
.person { float: right; }
.letter { position: relative; height: 60mm; }
.letter p { position: absolute; }
.letter .from { top: 0; left: 0; width: 80mm; }
.letter .to { top: 16mm; width: 80mm; }
.letter.right .to { left: 92mm; }
.letter.left .to { left: 2mm; }
.letter.left .from { left: 92mm; }
.letter .date { top: 46mm; left: 0; }
.letter.left .date { left: 92mm; }
h1 { margin: 0 0 2mm; font-size: 22pt; line-height: 1.2; }
h2 { margin: 7mm 0 2mm; font-size: 15pt; break-after: avoid; }
h3, h4 { margin: 4mm 0 1mm; font-size: 12pt; break-after: avoid; }
p { margin: 0 0 2mm; }
.said { white-space: pre-line; overflow-wrap: anywhere; }
.large { font-size: 14pt; }
.note { padding: 2mm 3mm; border: 0.4mm solid #111; break-inside: avoid; }
.next { break-before: page; }
.together { break-inside: avoid; }
.next + h2 { margin-top: 0; }
.list { margin: 1mm 0 3mm; table-layout: fixed; }
.list th, .list td { padding: 1.5mm 2mm; border: 0.2mm solid #555; text-align: left; vertical-align: top; overflow-wrap: anywhere; hyphens: auto; }
.list th { background: #eee; }
.list tr { break-inside: avoid; }
.list thead { display: table-header-group; }
dl { display: grid; grid-template-columns: fit-content(60mm) 1fr; gap: 1mm 4mm; margin: 0 0 2mm; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
ol, ul { margin: 0 0 2mm; padding-left: 7mm; }
li { break-inside: avoid; }
.signatures { padding: 0; }
.signatures li { display: block; max-width: 120mm; margin-top: 14mm; padding-top: 1mm; border-top: 0.3mm solid #555; color: #444; font-size: 10pt; }
.quiet { color: #444; font-size: 10pt; }
.phone { font-weight: bold; white-space: nowrap; }
@media screen and (max-width: 700px) { .letter { height: auto; margin-bottom: 4mm; } .letter p, .letter.right .to, .letter.left .from { position: static; width: auto; } .phone { white-space: normal; } }
@media screen { .next { margin-top: 7mm; } }
@media print { body { max-width: none; padding: 0; } }
`;
