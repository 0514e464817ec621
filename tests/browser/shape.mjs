// What the markup is: as parse5, a parser of its own, reads it, and as Chromium does.
import fs from 'node:fs';
import { holds, loaded, none, same, visit } from './browser.mjs';

const VOID = new Set(['meta', 'br', 'input', 'hr', 'img', 'link', 'base', 'col', 'wbr']);
const PHRASING = new Set(['a', 'b', 'br', 'button', 'code', 'em', 'i', 'input', 'label', 'small', 'span',
  'strong', 'sub', 'sup', 'svg']);
const OF_PHRASES = new Set(['h1', 'h2', 'h3', 'h4', 'p', 'span', 'b', 'small', 'strong', 'code', 'pre',
  'button', 'label', 'summary', 'dt', 'caption']);
const CHILDREN = {
  ul: ['li'], ol: ['li'], dl: ['dt', 'dd'], table: ['caption', 'thead', 'tbody'], thead: ['tr'],
  tbody: ['tr'], tr: ['th', 'td'], html: ['head', 'body'],
};

function* elements(node) {
  for (const child of node.childNodes ?? [])
    if (child.tagName) {
      yield child;
      yield* elements(child);
    }
}
const attribute = (node, name) => node.attrs.find((one) => one.name === name)?.value;
const text = (node) => node.value ?? (node.childNodes ?? []).map(text).join('');

/** Complaints about one element: tags that nobody wrote, children that do not belong there. */
function complaints(node) {
  const found = [], tag = node.tagName, place = node.sourceCodeLocation;
  const line = `line ${place?.startLine}`;
  if (!place?.startTag && !place?.startOffset) return [`<${tag}> is implied`];
  const svg = node.namespaceURI.endsWith('svg');
  const selfClosed = svg && !place.endTag && !node.childNodes.length;
  if (!VOID.has(tag) && !selfClosed && !place.endTag) found.push(`<${tag}> is never closed, ${line}`);
  const parent = node.parentNode.sourceCodeLocation;
  if (parent && (place.startOffset < parent.startOffset || place.endOffset > parent.endOffset))
    found.push(`<${tag}> was moved, ${line}`);
  if (svg) return found;
  for (const child of node.childNodes) {
    if (CHILDREN[tag] && child.tagName && !CHILDREN[tag].includes(child.tagName))
      found.push(`<${child.tagName}> in <${tag}>, ${line}`);
    if (CHILDREN[tag] && !child.tagName && text(child).trim()) found.push(`text in <${tag}>, ${line}`);
    if (OF_PHRASES.has(tag) && child.tagName && !PHRASING.has(child.tagName))
      found.push(`<${child.tagName}> in <${tag}>, ${line}`);
  }
  return found;
}

function references(all) {
  const ids = all.map((node) => attribute(node, 'id')).filter((id) => id !== undefined);
  const seen = new Set(ids), found = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} twice`);
  for (const node of all)
    for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'href']) {
      const value = attribute(node, name);
      if (value === undefined || (name === 'href' && !value.startsWith('#'))) continue;
      for (const id of value.replace(/^#/, '').split(' '))
        if (!seen.has(id)) found.push(`${name} names ${id}, which is nowhere`);
    }
  return found;
}

export async function parses({ packages }, file) {
  const errors = [];
  const source = fs.readFileSync(file, 'utf8');
  const tree = loaded(packages, 'parse5').parse(source, {
    sourceCodeLocationInfo: true,
    onParseError: (error) => errors.push(`${error.code}, line ${error.startLine}`),
  });
  const all = [...elements(tree)];
  none([...errors, ...all.flatMap(complaints), ...references(all)], 'faults of the markup');
  const figures = all.filter((node) => node.tagName === 'svg');
  const nameless = figures.filter((svg) => attribute(svg, 'role') !== 'img' ||
    !([...elements(svg)].find((node) => node.tagName === 'title' && text(node).trim())));
  none(nameless.map((svg) => `line ${svg.sourceCodeLocation.startLine}`), 'figures without a name');
  holds(all.filter((node) => node.tagName === 'h1').length === 1, 'there is not one <h1>');
}

/** Chromium has an element for each tag of the file, and no other. */
export async function chromiumAgrees({ browser }, file) {
  const source = fs.readFileSync(file, 'utf8').replace(/<(style|script)>[^]*?<\/\1>/g, '<$1>');
  const written = {}, read = {};
  for (const [, tag] of source.matchAll(/<([a-zA-Z][\w-]*)/g)) written[tag] = (written[tag] ?? 0) + 1;
  await visit(browser, file, { javaScriptEnabled: false }, async (page) => {
    for (const tag of await page.evaluate(() => [...document.querySelectorAll('*')].map((one) => one.localName)))
      read[tag] = (read[tag] ?? 0) + 1;
  });
  const sorted = (counts) => Object.entries(counts).sort();
  same(sorted(read), sorted(written), 'elements');
}
