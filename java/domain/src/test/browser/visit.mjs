// What the looks at pages share: headless Chromium, each width and colour scheme, and what no page
// may do there.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The widths and colour schemes in which a page is looked at. */
export const LOOKS = [360, 1280].flatMap((width) =>
  ['light', 'dark'].map((scheme) => ({ width, scheme, name: `${width} px, ${scheme}` })),
);

export function launch(chromium) {
  return puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A page at an address; complains of every request that is not allowed, and of what goes wrong. */
export async function open(browser, address, look, isAllowed, complain) {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.on('request', (request) => {
    if (!isAllowed(request.url())) complain(`asks for ${request.url()}`);
  });
  page.on('console', (message) => complain(`console says ${message.text()}`));
  page.on('pageerror', (error) => complain(`error ${error.message}`));
  page.on('dialog', (dialog) => {
    complain(`a dialog says ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.setViewport({ width: look.width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: look.scheme }]);
  await page.goto(address);
  return page;
}

/** Complains of a page that is wider than its window, or not in its colour scheme. */
export async function checkLook(page, look, complain) {
  const { overflow, background } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    background: getComputedStyle(document.body).backgroundColor,
  }));
  if (overflow > 0) complain(`wider than the window by ${overflow} px`);
  const isDark = Number(background.match(/\d+/)[0]) < 128;
  if (isDark !== (look.scheme === 'dark')) complain(`background ${background}`);
}

/** Complains of everything that axe-core objects to. */
export async function checkAccessibility(page, complain) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  for (const violation of violations) {
    complain(`axe ${violation.id}: ${violation.help}; ${violation.nodes[0].html}`);
  }
}
