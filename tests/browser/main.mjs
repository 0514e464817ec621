// The browser tests: node main.mjs PACKAGES PAGES, with $ASSAY, and $ONLY (a part of names).
import { holds, launch } from './browser.mjs';
import { contentsBesideOrAbove, fits, isDarkAndLight, prints } from './looks.mjs';
import { makePages } from './pages.mjs';
import { chromiumAgrees, parses } from './shape.mjs';
import { isBounded, textsCanBeRead, textsStayTexts } from './trust.mjs';
import * as use from './use.mjs';

const [packages, folder] = process.argv.slice(2);
const only = process.env.ONLY ?? '';
const AT_ONCE = 3;

/** A claim for every page of a kind, and those of single pages. */
function testsOf({ sound, hostile, large }) {
  const tests = [];
  const each = (pages, name, run) => {
    for (const [page, file] of Object.entries(pages)) tests.push([`${name} (${page})`, run, file]);
  };
  const one = (page, name, run) => tests.push([name, run, sound[page]]);

  each(sound, 'every tag of the page was written and closed', parses);
  each(sound, 'chromium reads the elements that are written', chromiumAgrees);
  for (const screen of ['phone', 'tablet', 'desk']) each(sound, `nothing is cut or too small on a ${screen}`, fits(screen));
  each(sound, 'on paper it is light and whole', prints);
  each(sound, 'both colour schemes are its own', isDarkAndLight);
  each(sound, 'axe finds nothing in light', use.axe('light', 'desk'));
  each(sound, 'axe finds nothing in dark', use.axe('dark', 'phone'));
  each(sound, 'without its script it says the same', use.worksWithoutScript);
  one('classification', 'contents are beside or above the text', contentsBesideOrAbove);
  one('classification', 'tables sort by click and by key', use.sortsByClickAndKey);
  one('many', 'dashes sort last', use.dashesSortLast);
  one('claims', 'claims keep their evidence', use.claimsKeepTheirEvidence);
  one('code', 'the box leaves the rows that match', use.filters);
  one('classification', 'samples open and close', use.opensAndCloses);
  for (const page of ['classification', 'pair', 'many']) one(page, `contents jump to their heading (${page})`, use.contentsJump);
  each(hostile, 'texts of a run stay texts', async (tools, file) =>
    holds(await textsStayTexts(tools, file), 'none of its texts is shown'));
  each(hostile, 'markup survives any text', parses);
  each(hostile, 'chromium reads only what was written', chromiumAgrees);
  each(hostile, 'nothing is cut on a phone whatever the text', fits('phone'));
  tests.push(['every text of the runs can be read', textsCanBeRead, Object.values(hostile)]);
  tests.push(['a page of 100000 samples is bounded', isBounded, large]);
  tests.push(['nothing of 100000 samples is cut on a phone', fits('phone'), large]);
  return tests.filter(([name]) => name.includes(only));
}

async function runAll(tests, tools) {
  const work = async () => {
    for (let test = tests.shift(); test; test = tests.shift()) {
      const [name, run, file] = test;
      const begun = Date.now();
      try {
        await run(tools, file);
        console.log(`ok ${name}`);
      } catch (error) {
        console.log(`not ok ${name}: ${error.message.replace(/\s+/g, ' ').slice(0, 600)}`);
      }
      if (process.env.TIMES) console.error(`${Date.now() - begun} ms ${name}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

let browser;
try {
  browser = await launch(packages);
} catch (error) {
  console.log(`skip browser: chromium does not start: ${error.message.split('\n')[0]}`);
  process.exit(0);
}
try {
  await runAll(testsOf(makePages(folder)), { browser, packages });
} finally {
  await browser.close();
}
