// Headless Chromium for the tests of pages: one browser, and pages that remember what they did.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const SCREENS = {
  phone: { width: 375, height: 812 },
  tablet: { width: 800, height: 1100 },
  desk: { width: 1280, height: 900 },
};

/** A module of the packages that install.sh has put into that folder. */
export function loaded(packages, name) {
  return createRequire(path.join(path.resolve(packages), 'package.json'))(name);
}

/** The browser, without a way to any host. Chromium refuses its sandbox to root. */
export function launch(packages) {
  return loaded(packages, 'playwright-core').chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid() !== 0,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND'],
  });
}

/**
 * Open a file in a context of its own and give the page to `use`. Whatever the page says on the
 * console above "info", throws, opens or asks for besides itself is a fault.
 */
export async function visit(browser, file, options, use) {
  const context = await browser.newContext({ viewport: SCREENS.desk, colorScheme: 'light', ...options });
  const faults = [];
  const address = pathToFileURL(file).href;
  try {
    const page = await context.newPage();
    page.on('console', (said) => {
      if (['error', 'warning', 'assert'].includes(said.type())) faults.push(`console: ${said.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on('popup', (popup) => faults.push(`popup: ${popup.url()}`));
    page.on('download', (download) => faults.push(`download: ${download.url()}`));
    await context.route('**/*', (route) => {
      const url = route.request().url();
      if (url.split('#')[0] === address) return route.continue();
      faults.push(`asks for ${url.slice(0, 120)}`);
      return route.abort();
    });
    page.on('request', (request) => {
      const url = request.url();
      if (url.split('#')[0] !== address) faults.push(`asks for ${url.slice(0, 120)}`);
    });
    await page.goto(address, { waitUntil: 'load' });
    await use(page);
  } finally {
    await context.close();
  }
  if (faults.length) throw new Error([...new Set(faults)].slice(0, 5).join('; '));
}

export function holds(condition, why) {
  if (!condition) throw new Error(why);
}

/** That a list of complaints is empty. */
export function none(complaints, what) {
  if (complaints.length)
    throw new Error(`${what}: ${complaints.length}, ${complaints.slice(0, 4).join('; ')}`);
}

export function same(found, wanted, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: ${a}, not ${b}`);
}
