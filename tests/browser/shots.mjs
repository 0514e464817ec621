// Pictures of the pages of sample runs, to be looked at: node shots.mjs PACKAGES PAGES SHOTS
import fs from 'node:fs';
import path from 'node:path';
import { launch, SCREENS, visit } from './browser.mjs';
import { soundPages } from './pages.mjs';

const [packages, pages, shots] = process.argv.slice(2);
const browser = await launch(packages);
fs.mkdirSync(shots, { recursive: true });
for (const [name, file] of Object.entries(soundPages(pages)))
  for (const colorScheme of ['light', 'dark'])
    for (const screen of ['phone', 'desk'])
      await visit(browser, file, { colorScheme, viewport: SCREENS[screen] }, (page) =>
        page.screenshot({ path: path.join(shots, `${name}-${screen}-${colorScheme}.png`), fullPage: true }));
await browser.close();
