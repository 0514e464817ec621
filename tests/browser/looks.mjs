// How pages lie on a phone, a tablet, a desk and on paper, in both colour schemes.
import { holds, none, same, SCREENS, visit } from './browser.mjs';

const openAll = (page) => page.evaluate(() =>
  document.querySelectorAll('main details').forEach((one) => { one.open = true; }));

/** What is wider than the window, smaller than can be read, or cut off without a way to it. */
function misfits(phone) {
  const found = [], width = innerWidth;
  const say = (node, what) => found.push(`${node.localName}${node.id ? '#' + node.id : ''} ${what}`);
  const root = document.documentElement;
  if (root.scrollWidth > width) say(root, `is ${root.scrollWidth} wide, the window ${width}`);
  for (const node of document.querySelectorAll('body *')) {
    if (node.closest('svg') && node.localName !== 'svg') continue;
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height || node.matches('.skip, .vh, .vh *')) continue;
    const region = node.parentElement.closest('.scroll');
    if (!region && (box.right > width + 1 || box.left < -1)) say(node, `reaches to ${box.right} of ${width}`);
    if (phone && node.localName !== 'svg' && [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()) &&
        parseFloat(getComputedStyle(node).fontSize) < 12)
      say(node, `has text of ${getComputedStyle(node).fontSize}`);
    if (node.matches('table, pre, svg') && region && box.width > region.clientWidth + 1) {
      if (!['auto', 'scroll'].includes(getComputedStyle(region).overflowX)) say(node, 'is cut off');
      if (region.tabIndex !== 0) say(node, 'scrolls but takes no focus');
    }
  }
  for (const svg of document.querySelectorAll('figure svg')) {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    if (scale < 0.88) say(svg, `is drawn at ${scale.toFixed(2)} pixels a point`);
  }
  return found;
}

export const fits = (screen) => async ({ browser }, file) => {
  await visit(browser, file, { viewport: SCREENS[screen] }, async (page) => {
    await openAll(page);
    none(await page.evaluate(misfits, screen === 'phone'), `misfits at ${SCREENS[screen].width}`);
  });
};

export async function contentsBesideOrAbove({ browser }, file) {
  const where = () => {
    const box = (what) => document.querySelector(what).getBoundingClientRect();
    const nav = box('nav'), main = box('main');
    return { beside: nav.right <= main.left + 1 && Math.abs(nav.top) < 1, above: nav.bottom <= main.top + 1 || main.top < 0,
      open: document.querySelector('nav details').open };
  };
  await visit(browser, file, {}, async (page) => {
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' }));
    const at = await page.evaluate(where);
    holds(at.beside && at.open, 'on a desk the contents do not stay open beside the text');
  });
  await visit(browser, file, { viewport: SCREENS.phone }, async (page) => {
    const at = await page.evaluate(where);
    holds(at.above && !at.open, 'on a phone the contents are not closed above the text');
  });
}

/** A4 without its margins is 182 mm, 688 pixels. */
export async function prints({ browser }, file) {
  await visit(browser, file, { viewport: { width: 688, height: 1000 }, colorScheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate(() => {
      const wrong = [], root = document.documentElement;
      if (root.scrollWidth > innerWidth) wrong.push(`${root.scrollWidth} wide, the paper ${innerWidth}`);
      if (getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)') wrong.push('the paper is not white');
      for (const node of document.querySelectorAll('nav, .tools, .theme'))
        if (node.getClientRects().length) wrong.push(`${node.localName}.${node.className} is printed`);
      for (const node of document.querySelectorAll('main details > :not(summary)'))
        if (!node.closest('#verdict-agrees') && !node.getBoundingClientRect().height) wrong.push('evidence stays shut');
      for (const node of document.querySelectorAll('main table, main svg, main pre'))
        if (node.getBoundingClientRect().right > innerWidth + 1 && !node.closest('details:not([open])'))
          wrong.push(`a ${node.localName} of ${Math.round(node.getBoundingClientRect().width)} is cut`);
      return wrong;
    });
    none([...new Set(found)], 'faults in print');
    const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' });
    same(pdf.subarray(0, 5).toString(), '%PDF-', 'what is printed begins');
  });
}

/** Each ink and paper of one scheme differs from that of the other; the button changes them too. */
export async function isDarkAndLight({ browser }, file) {
  const colours = () => ['body', 'h2', 'main p', 'nav a', 'figure svg text', 'thead th'].map((what) => {
    const node = document.querySelector(what), style = node && getComputedStyle(node);
    return node && `${style.color} ${style.fill} ${what === 'body' ? style.backgroundColor : ''}`;
  });
  const seen = {};
  for (const colorScheme of ['light', 'dark'])
    await visit(browser, file, { colorScheme }, async (page) => {
      seen[colorScheme] = await page.evaluate(colours);
      await page.click('.theme');
      seen[`${colorScheme}, changed`] = await page.evaluate(colours);
    });
  seen.light.forEach((light, i) => holds(!light || light !== seen.dark[i], `a colour stays ${light}`));
  same(seen['light, changed'], seen.dark, 'what the button makes of light');
  same(seen['dark, changed'], seen.light, 'what the button makes of dark');
}
