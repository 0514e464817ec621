// What people do with a page: sort, filter, open, jump; with axe-core for those who do not see it.
import fs from 'node:fs';
import path from 'node:path';
import { holds, none, same, SCREENS, visit } from './browser.mjs';

/** The table whose caption or region has that name, as a locator. */
const tableOf = (page, heading) => page.locator(`xpath=//*[self::h2 or self::h3][normalize-space()="${heading}"]/following::table[1]`);
const column = (table, title) => table.evaluate((node, name) => {
  const heads = [...node.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  return [...node.tBodies].flatMap((body) => [...body.rows]).map((row) => row.cells[heads.indexOf(name)].textContent.trim().replace(/ .*/, ''));
}, title);
const headOf = (table, title) => table.locator('thead th').filter({ hasText: new RegExp(`^${title}$`) });

/** Supports of the six labels as the run's publication has them: 45 and 14 sort as numbers. */
export async function sortsByClickAndKey({ browser }, file) {
  await visit(browser, file, {}, async (page) => {
    const table = tableOf(page, 'Per-Class Performance'), head = headOf(table, 'Samples');
    const order = () => column(table, 'Samples'), sort = () => head.getAttribute('aria-sort');
    const asWritten = ['183', '169', '166', '257', '14', '45'], up = ['14', '45', '166', '169', '183', '257'];
    same(await order(), asWritten, 'as written');
    await head.locator('button').click();
    same([await order(), await sort()], [up, 'ascending'], 'after a click');
    await head.locator('button').click();
    same([await order(), await sort()], [[...up].reverse(), 'descending'], 'after a second click');
    await head.locator('button').click();
    same([await order(), await sort()], [asWritten, null], 'after a third click');
    await head.locator('button').focus();
    await page.keyboard.press('Enter');
    same([await order(), await sort()], [up, 'ascending'], 'after Enter');
    await page.keyboard.press('Space');
    same([await order(), await sort()], [[...up].reverse(), 'descending'], 'after Space');
    await headOf(table, 'Label').locator('button').click();
    same(await column(table, 'Label'), ['angry', 'happy', 'neutral', 'sad', 'surprise', 'worried'], 'labels');
    same([await sort(), await table.locator('[aria-sort]').count()], [null, 1], 'heads that say they sort');
  });
}

export async function dashesSortLast({ browser }, file) {
  await visit(browser, file, {}, async (page) => {
    const table = tableOf(page, 'Leaders'), button = headOf(table, 'To the best').locator('button');
    const order = () => column(table, 'To the best');
    await button.click();
    same(await order(), ['-.1167', '-.0667', '-.0333', '–'], 'ascending');
    await button.click();
    same(await order(), ['-.0333', '-.0667', '-.1167', '–'], 'descending');
  });
}

/** A claim takes its evidence along when it moves or hides. */
export async function claimsKeepTheirEvidence({ browser }, file) {
  const pairs = () => [...document.querySelectorAll('table.claims tbody')].filter((body) => !body.hidden)
    .map((body) => `${body.querySelector('th').textContent} | ${body.querySelector('.evidence strong')?.textContent}`);
  await visit(browser, file, {}, async (page) => {
    const before = await page.evaluate(pairs);
    await page.locator('table.claims thead th button').first().click();
    const after = await page.evaluate(pairs);
    holds(JSON.stringify(before) !== JSON.stringify(after), 'nothing moved');
    same([...after].sort(), [...before].sort(), 'claims and evidence');
  });
}

export async function filters({ browser }, file) {
  await visit(browser, file, {}, async (page) => {
    const box = page.locator('main input[type=search]').first();
    const table = page.locator('main .tools + .scroll table').first();
    const rows = () => table.evaluate((node) => [...node.tBodies[0].rows].filter((row) => row.getClientRects().length)
      .map((row) => row.textContent.toLowerCase()));
    const all = await rows();
    holds(all.length > 20, `only ${all.length} rows have a box`);
    await box.fill('TIMEout');
    const some = await rows();
    holds(some.length && some.length < all.length && some.every((row) => row.includes('timeout')), 'rows shown do not match');
    same(await page.locator('main .tools [role=status]').first().textContent(), `${some.length} of ${all.length}`, 'it says');
    await box.fill('no row says this');
    same((await rows()).length, 0, 'rows that match nothing');
    await box.fill('');
    same(await rows(), all, 'rows after the box was emptied');
  });
}

export async function opensAndCloses({ browser }, file) {
  await visit(browser, file, {}, async (page) => {
    const one = page.locator('main details').first(), inside = one.locator('xpath=*[not(self::summary)]').first();
    holds(!(await inside.isVisible()), 'it is open at first');
    await one.locator('summary').click();
    holds(await inside.isVisible(), 'a click does not open it');
    await page.keyboard.press('Enter');
    holds(!(await inside.isVisible()), 'Enter does not close it');
    await page.keyboard.press('Space');
    holds(await inside.isVisible(), 'Space does not open it');
  });
}

export async function contentsJump({ browser }, file) {
  for (const viewport of [SCREENS.desk, SCREENS.phone])
    await visit(browser, file, { viewport, reducedMotion: 'reduce' }, async (page) => {
      const wide = viewport === SCREENS.desk;
      const links = await page.locator('nav ol a').evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.textContent]));
      holds(links.length > 2, 'there are no contents');
      for (const at of [1, Math.floor(links.length / 2)]) {
        if (!wide) await page.locator('nav summary').click();
        await page.locator('nav ol a').nth(at).click();
        await page.waitForFunction((id) => {
          const top = document.querySelector(id).getBoundingClientRect().top;
          return location.hash === id && top >= -1 && top < innerHeight / 2;
        }, links[at][0], { timeout: 3000 });
        same(await page.locator('nav details').evaluate((one) => one.open), wide, 'contents are open afterwards');
      }
    });
}

/** Everything that is there with the script is there without it. */
export async function worksWithoutScript({ browser }, file) {
  const shown = () => {
    document.querySelectorAll('main details').forEach((one) => { one.open = true; });
    return [...document.querySelectorAll('main h1, main h2, main h3, main p, main li, main td, main th, main pre, main figure')]
      .filter((one) => one.getClientRects().length).map((one) => one.textContent.trim());
  };
  const links = () => [...document.querySelectorAll('nav a')].filter((one) => one.getClientRects().length).length;
  let text, without, count;
  await visit(browser, file, {}, async (page) => {
    count = await page.evaluate(links);
    text = await page.evaluate(shown);
  });
  await visit(browser, file, { javaScriptEnabled: false }, async (page) => {
    same(await page.evaluate(links), count, 'links of the contents');
    same(await page.locator('button, input').count(), 0, 'controls that would do nothing');
    without = await page.evaluate(shown);
  });
  holds(text.length > 20, 'nothing is shown');
  same(without, text, 'texts');
}

/** All is open, and of long lists the first entries stay: the others are like them, and axe is slow. */
function thin() {
  const most = 12;
  for (const node of document.querySelectorAll('main tbody, main ul, main ol, main dl, main .list, nav ol'))
    [...node.children].slice(most).forEach((one) => one.remove());
  for (const node of document.querySelectorAll('main table')) [...node.tBodies].slice(most).forEach((one) => one.remove());
  for (const one of document.querySelectorAll('details')) one.open = true;
  for (const one of document.querySelectorAll('nav a'))
    if (!document.querySelector(one.getAttribute('href'))) one.remove();
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const axe = (colorScheme, screen) => async ({ browser, packages }, file) => {
  const source = fs.readFileSync(path.join(packages, 'node_modules/axe-core/axe.min.js'), 'utf8');
  await visit(browser, file, { colorScheme, viewport: SCREENS[screen], reducedMotion: 'reduce' }, async (page) => {
    await page.evaluate(thin);
    await page.evaluate(source);
    const violations = await page.evaluate((values) => window.axe.run(document,
      { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }).then((result) => result.violations.map((one) =>
      `${one.id} x${one.nodes.length} ${one.nodes[0].html.slice(0, 120)} ${one.nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 160)}`)), TAGS);
    none(violations, 'axe');
  });
};
