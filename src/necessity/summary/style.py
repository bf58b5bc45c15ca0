r"""The style sheet of the printable page. Pure; ASCII only.

No colour says anything: the kinds of sentence differ by their letter and by the frame around it.
The page has no size of its own, so that A4 and Letter both print with the same margins.
"""

_SHEET = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 100%/1.45 Georgia, "Times New Roman", "Liberation Serif", "DejaVu Serif", serif; }
body { max-width: 80ch; margin: 0 auto; padding: 1.5rem 1rem 3rem; color: #000; background: #fff; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; line-height: 1.25; margin: 1.6rem 0 .5rem; padding-bottom: .15rem;
  border-bottom: 1px solid #000; }
h1, h2, h3 { break-after: avoid-page; break-inside: avoid; }
p { margin: 0; }
.legend { border: 1px solid #000; margin: 1rem 0; padding: .5rem .75rem; font-size: .9rem;
  break-inside: avoid; }
nav { font-size: .9rem; margin: 1rem 0; }
ul, ol { list-style: none; margin: 0; padding: 0; }
ul ul { padding-left: 1.75rem; }
nav li { display: inline-block; margin-right: 1.25rem; }
.s { position: relative; padding: .15rem 0 .15rem 2.1rem; orphans: 3; widows: 3; }
.s:not(.claim) { break-inside: avoid; }
.legend .s { padding-left: 2.6rem; }
.kind { position: absolute; left: 0; top: .2rem; width: 1.4rem; text-align: center;
  font: bold .72rem/1.15rem Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
.ruling .kind { border: 2px solid #000; }
.fact .kind { border: 1px solid #000; border-radius: .7rem; }
.claim .kind { border: 1px dashed #000; }
.reviewer .kind { border: 3px double #000; }
.reviewer .text { font-style: italic; }
.text, .marks { unicode-bidi: isolate; overflow-wrap: anywhere; }
/* sans serif, so that a mark is never read as a word of its sentence */
.marks { font: .86em/1 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
.marks a { color: inherit; text-decoration: none; }
a { color: #000; }
.entry { position: relative; padding: .12rem 0 .12rem 3rem; break-inside: avoid;
  overflow-wrap: anywhere; font-size: .92rem; }
.label { position: absolute; left: 0; }
.lines { font-size: .92rem; overflow-wrap: anywhere; }
.note { font-size: .88rem; break-inside: avoid; break-after: avoid-page; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; margin: .5rem 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
thead, tbody tr:first-child { break-after: avoid-page; }
th, td { border: 1px solid #000; padding: .15rem .35rem; text-align: left; vertical-align: top; }
tbody th { font-weight: normal; overflow-wrap: anywhere; }
tbody th { width: 34%; }
td { text-align: center; }
td.missing { font-weight: bold; border: 2px solid #000; }
@media screen and (max-width: 45rem) { .wide { overflow-x: auto; } }
@media print {
  html { font-size: 10.5pt; }
  body { max-width: none; margin: 0; padding: 0; }
  nav { display: none; }
  a { text-decoration: none; }
}
@page { margin: 20mm 18mm 18mm;
  @top-left { content: "CASE"; font: 9pt Georgia, "Liberation Serif", serif; }
  @bottom-left { content: "PACK"; font: 9pt Georgia, "Liberation Serif", serif; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages);
    font: 9pt Georgia, "Liberation Serif", serif; }
}
"""


def sheet(case: str, pack: str) -> str:
    """Write the whole sheet, with the case in the head of every page and the pack in its foot."""
    head, rest = _SHEET.split("CASE")
    between, foot = rest.split("PACK")
    return f"{head}{quoted(case)}{between}{quoted(pack)}{foot}"


def quoted(text: str) -> str:
    r"""Any text for the inside of a CSS string: what is no letter or digit as its code, `\3C `."""
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):X} " for c in text)
