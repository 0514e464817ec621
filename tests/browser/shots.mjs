// Pictures of the pages of a report, to be looked at: PAGES/NAME.html in build/browser/shots/.
//
// usage: node shots.mjs PACKAGES PAGES SHOTS [NAME…]
import fs from 'node:fs';
import path from 'node:path';
import { launch, SCREENS } from './browser.mjs';

const [packages, pages, shots, ...only] = process.argv.slice(2);
const browser = await launch(packages);
fs.mkdirSync(shots, { recursive: true });
for (const file of fs.readdirSync(pages).sort()) {
  const name = path.basename(file);
  if (only.length && !only.includes(name)) continue;
  for (const colorScheme of ['light', 'dark'])
    for (const screen of Object.keys(SCREENS)) {
      const context = await browser.newContext({ viewport: SCREENS[screen], colorScheme });
      const page = await context.newPage();
      await page.goto('file://' + path.join(path.resolve(pages), file, 'index.html'));
      await page.screenshot({ path: path.join(shots, `${name}-${screen}-${colorScheme}.png`), fullPage: true });
      await context.close();
    }
}
await browser.close();
