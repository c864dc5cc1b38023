/** How pages look: light or dark as the reader's system is, and on paper. */

export const STYLE = `
:root { color-scheme: light dark; --ink: #1d232b; --soft: #5a6572; --line: #d9dee4; --paper: #fff; --band: #f4f6f8; --mark: #0b5cad; --good: #1c7a3d; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8ed; --soft: #9aa6b3; --line: #353d47; --paper: #15191e; --band: #1d232a; --mark: #7db8f5; --good: #7fce9a; --bad: #f59a92; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink); font: 0.9375rem/1.5 system-ui, 'Noto Sans', 'Noto Sans CJK TC', 'PingFang TC', 'Microsoft JhengHei', sans-serif; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
header p { margin: 0.25rem 0 0; color: var(--soft); overflow-wrap: anywhere; }
.wide { margin-top: 2rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { padding: 0 0 0.4rem; text-align: start; font-size: 1.0625rem; font-weight: 600; }
th, td { padding: 0.45rem 0.75rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
th:first-child, td:first-child { padding-inline-start: 0.25rem; }
thead th { color: var(--soft); font-size: 0.8125rem; font-weight: 600; white-space: nowrap; border-bottom: 2px solid var(--line); vertical-align: bottom; }
thead th[scope='colgroup'] { white-space: normal; color: var(--ink); text-align: center; border-bottom-width: 1px; }
tbody th { font-weight: 600; }
tbody tr:nth-child(even) { background: var(--band); }
th.n, td.n { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.value { color: var(--mark); font-weight: 600; }
th.figure { width: 34%; min-width: 15rem; }
th.when, td.when { white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 400; }
small { display: block; color: var(--soft); font-size: 0.8125rem; font-weight: 400; }
code { font: 0.8125rem ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; }
td { overflow-wrap: break-word; }
dl { margin: 0; display: grid; grid-template-columns: max-content minmax(8rem, 1fr); gap: 0 0.6rem; font-size: 0.875rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
td p { margin: 0; }
td ul { margin: 0.25rem 0 0; padding-inline-start: 1rem; font-size: 0.875rem; }
li.note { margin: 0; }
.good { color: var(--good); }
.bad { color: var(--bad); font-weight: 600; }
.note { margin: 0.4rem 0 0; color: var(--soft); }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --band: #fff; --mark: #000; --good: #000; --bad: #000; }
  body { max-width: none; padding: 0; font-size: 9pt; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  caption { break-after: avoid; }
}
`
