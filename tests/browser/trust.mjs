// That texts stay texts, and that a page has its measure whatever the run.
import fs from 'node:fs';
import { holds, none, visit } from './browser.mjs';
import { PAYLOADS } from './hostile.mjs';

/** Elements and attributes that a page never has, wherever they came from. */
function intruders() {
  const found = [];
  const allowed = 'html head meta title style body a div nav details summary ol ul li main h1 h2 h3 h4 p br strong code b small ' +
    'span section table caption thead tbody tr th td pre dl dt dd figure figcaption footer script button label input ' +
    'svg g path rect circle text line polyline polygon desc tspan clipPath defs ellipse linearGradient stop pattern';
  const names = new Set(allowed.split(' '));
  const urls = ['href', 'src', 'action', 'formaction', 'data', 'srcset', 'xlink:href', 'poster', 'ping'];
  for (const node of document.querySelectorAll('*')) {
    if (!names.has(node.localName)) found.push(`<${node.localName}>`);
    for (const { name, value } of node.attributes) {
      if (name.startsWith('on') || ['style', 'srcdoc', 'autofocus'].includes(name)) found.push(`${name} of <${node.localName}>`);
      if (urls.includes(name) && !/^(#[\w-]*|[\w.+@%/-]+\/index\.html)$/.test(value)) found.push(`${name}="${value}"`);
    }
  }
  const count = (what) => document.querySelectorAll(what).length;
  if (count('script') !== 1) found.push(`${count('script')} scripts`);
  if (count('style:not(svg style)') !== 1) found.push(`${count('style:not(svg style)')} styles`);
  if (count('meta[http-equiv]') !== 1) found.push('a <meta http-equiv>');
  if (document.forms.length) found.push('a form');
  return found;
}

/** Without the page's policy, so that escaping alone has to hold; then with it. */
export async function textsStayTexts({ browser }, file) {
  let text;
  for (const bypassCSP of [true, false])
    await visit(browser, file, { bypassCSP }, async (page) => {
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
      for (const what of ['main h2', 'main td', 'figure', 'nav a'])
        if (await page.locator(what).count()) await page.locator(what).first().hover();
      const button = page.locator('main th button').first();
      if (await button.count()) await button.click();
      await page.waitForTimeout(50);
      holds((await page.evaluate(() => window.__pwned)) === undefined, 'a text of a run was executed');
      none(await page.evaluate(intruders), 'what no page has');
      text = await page.evaluate(() => document.body.textContent);
    });
  return PAYLOADS.filter((payload) => text.includes(payload)).length;
}

/** Of all pages of hostile runs together: every text is there to be read, as it was. */
export async function textsCanBeRead({ browser }, files) {
  const missing = new Set(PAYLOADS);
  for (const file of files)
    await visit(browser, file, {}, async (page) => {
      const text = await page.evaluate(() => document.body.textContent);
      for (const payload of missing) if (text.includes(payload)) missing.delete(payload);
    });
  none([...missing], 'texts that no page shows');
}

export async function isBounded({ browser }, file) {
  const bytes = fs.statSync(file).size, begun = Date.now();
  holds(bytes < 2e6, `the page has ${bytes} bytes`);
  await visit(browser, file, {}, async (page) => {
    await page.locator('main').screenshot({ timeout: 10000, clip: { x: 0, y: 0, width: 800, height: 600 } }).catch(() => {});
    const took = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
    holds(took > 0 && took < 5000, `it takes ${Math.round(took)} ms to load`);
  });
  holds(Date.now() - begun < 20000, 'it takes long to show');
}
