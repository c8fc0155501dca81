// Uses the page of a service in headless Chromium, and prints what is wrong as JSON: an array of
// sentences.
//
//   node check-service.mjs CHROMIUM ADDRESS looks|strangers|keyboard|failures|addresses SCREENSHOTS

import { checkAccessibility, checkLook, launch, LOOKS, open } from './visit.mjs';

const [chromium, address, errand, screenshots] = process.argv.slice(2);
const problems = [];
const browser = await launch(chromium);

const VERDICTS = [
  ['trusted', 'TRUSTED:', 'The one that the policy names', 'holds'],
  ['trusted under a test root', 'TEST ROOT, TRUSTED:', 'Test root.', 'proven'],
  ['genuine', 'GENUINE:', 'Not checked: the policy waives it', 'holds'],
  ['enclave', 'TEST ROOT, GENUINE:', 'Whose enclave', 'MRENCLAVE'],
  ['not trusted', 'TEST ROOT, NOT TRUSTED:', 'Not the one that the policy names: MRTD', 'To do:'],
  ['rejected', 'TEST ROOT, REJECTED:', 'It broke at: Quote.', 'not verified'],
  ['revoked', 'TEST ROOT, REJECTED:', 'It broke at: Intermediate CA.', 'Its own checks pass'],
  ['revoked in short', 'TEST ROOT, REJECTED:', 'It broke at: TCB signing.', 'Verification ended before'],
  ['rogue', 'TEST ROOT, REJECTED:', 'It broke at: Root CA.', 'fails too'],
  ['undecided', 'TEST ROOT, UNDECIDED:', 'A retry with the same input will not help', 'not looked at'],
];
const DOMAINS = [
  ['pass.example', 'PASS:', 'Captured at', 'passed'],
  ['fail.example', 'TEST ROOT, FAIL:', 'do not rely on this domain', 'failed'],
  ['incomplete.example', 'INCOMPLETE:', 'could not be decided', 'undecided'],
];
const FAILURES = [
  ['400', 'input', 'Told by the server'],
  ['403', 'forbidden', 'HTTP 403'],
  ['413', 'large', 'too large'],
  ['429', 'busy', 'Try again in 30 seconds'],
  ['500', 'server', 'The server failed'],
  ['503', 'unavailable', 'cannot do this now'],
  ['no json', 'unknown', 'does not know'],
  ['no verdict', 'unknown', 'does not know'],
  ['closed', 'unreachable', 'cannot be reached'],
];

async function visit(look, path = '/', isNoisy = false) {
  const complain = (problem) => problems.push(`${look.name}: ${problem}`);
  const isOwn = (url) => url.startsWith(address) || url.startsWith('data:');
  const page = await open(browser, address + path, look, isOwn, isNoisy ? () => {} : complain);
  return { page, complain };
}

const text = (page, selector) => page.$eval(selector, (element) => element.innerText);

async function send(page, value) {
  await page.evaluate((sent) => {
    document.getElementById('answer').replaceChildren();
    document.getElementById('paste').value = sent;
    document.getElementById('verify').click();
  }, value);
  await page.waitForSelector('#headline');
}

async function askDomain(page, name) {
  await page.evaluate((asked) => {
    document.getElementById('answer').replaceChildren();
    document.querySelector('input[value=domain]').click();
    document.getElementById('domain').value = asked;
    document.querySelector('#domain-form button').click();
  }, name);
  await page.waitForSelector('#headline');
}

async function expectAnswer(page, complain, [name, headline, ...words]) {
  const found = await text(page, '#headline');
  if (!found.startsWith(headline)) complain(`${name}: the headline is ${found}`);
  const answer = await page.$eval('#answer', (element) => element.textContent);
  for (const word of words) if (!answer.includes(word)) complain(`${name}: the answer lacks ${word}`);
  const state = await page.evaluate(() => ({
    focused: document.activeElement.id,
    said: document.getElementById('live').textContent,
    isBusy: document.getElementById('answer').hasAttribute('aria-busy'),
    green: document.querySelectorAll('.verdict.trusted').length,
    json: document.querySelectorAll('details.raw pre').length,
  }));
  if (state.focused !== 'headline') complain(`${name}: the focus is on ${state.focused}`);
  if (!state.said.startsWith(headline)) complain(`${name}: a screen reader hears ${state.said}`);
  if (state.isBusy) complain(`${name}: still busy`);
  if ((state.green === 1) !== /^(TRUSTED|PASS):/.test(headline)) complain(`${name}: wrongly green`);
  if (state.json !== 1) complain(`${name}: without its JSON`);
}

async function lookAt(page, look, complain, name) {
  await checkLook(page, look, (problem) => complain(`${name}: ${problem}`));
  await checkAccessibility(page, (problem) => complain(`${name}: ${problem}`));
  const file = `${name.replaceAll(' ', '-')}-${look.width}-${look.scheme}.png`;
  await page.screenshot({ path: `${screenshots}/${file}`, fullPage: true });
}

async function looks() {
  for (const look of LOOKS) {
    const { page, complain } = await visit(look);
    await lookAt(page, look, complain, 'empty');
    for (const verdict of VERDICTS) {
      await send(page, verdict[0]);
      await expectAnswer(page, complain, verdict);
      const pictures = await page.$$eval(
        'svg.chain',
        (all) => all.filter((svg) => svg.getBoundingClientRect().height > 0).length,
      );
      if (pictures !== 1) complain(`${verdict[0]}: ${pictures} pictures of the chain`);
      const cramped = await page.$$eval('svg.chain .node', (nodes) =>
        nodes
          .filter((node) => {
            const box = node.querySelector('rect').getBoundingClientRect();
            return node.lastElementChild.getBoundingClientRect().right > box.right;
          })
          .map((node) => node.textContent),
      );
      if (cramped.length > 0) complain(`${verdict[0]}: words leave their boxes: ${cramped}`);
      await lookAt(page, look, complain, verdict[0]);
    }
    for (const domain of DOMAINS) {
      await askDomain(page, domain[0]);
      await expectAnswer(page, complain, domain);
      await lookAt(page, look, complain, domain[0]);
    }
    await page.evaluate(() => document.querySelector('input[value=replay]').click());
    await send(page, 'log');
    if (!(await text(page, '#headline')).startsWith('MISMATCH:')) complain('the replay lacks its headline');
    await lookAt(page, look, complain, 'replay');
    await page.close();
  }
}

async function strangers() {
  const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\' \u202e & \u0007';
  for (const look of [LOOKS[0], LOOKS[3]]) {
    const { page, complain } = await visit(look);
    for (const sent of [hostile, 'a'.repeat(3000)]) {
      const before = await page.evaluate(() => document.querySelectorAll('script,img').length);
      await send(page, sent);
      const after = await page.evaluate(() => document.querySelectorAll('script,img').length);
      if (after !== before) complain('a stranger adds elements');
      const shown = await page.$eval('#answer', (element) => element.textContent);
      if (/[\u202e\u0007]/.test(shown)) complain('a stranger steers the display');
      if (sent === hostile && !shown.includes('<img src=x')) complain('what a stranger says is not shown');
      await lookAt(page, look, complain, sent === hostile ? 'stranger' : 'long words');
    }
    await page.close();
  }
}

/** Everything by Tab, Space, arrows and Enter. */
async function keyboard() {
  const { page, complain } = await visit(LOOKS[1]);
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await press('Tab');
  if ((await focused()) !== 'Skip to the answer') complain(`the first stop is ${await focused()}`);
  await press('Tab', 'ArrowRight', 'ArrowRight');
  if (await page.$eval('#domain-form', (form) => form.hidden)) complain('arrows do not choose');
  await press('ArrowLeft', 'ArrowLeft', 'Tab');
  if ((await focused()) !== 'paste') complain(`after the choice comes ${await focused()}`);
  await press('Tab', 'Tab', 'Enter');
  if ((await focused()) !== 'paste') complain('an empty form does not lead back to its field');
  if (!(await text(page, '#evidence-problem')).startsWith('Paste something')) complain('an empty form is silent');
  await page.keyboard.type('genuine');
  await press('Tab', 'Tab', 'Enter');
  await page.waitForSelector('#headline');
  const mrTd = await page.evaluate(() => document.querySelector('.measurements .whole').textContent);
  await page.focus('#expected');
  await page.keyboard.type(`MRTD: ${mrTd.toUpperCase()} rtmr0=${'0'.repeat(95)}1`);
  await press('Tab', 'Enter');
  const compared = await text(page, '.compared');
  if (!/matches MRTD\.\n.* differs from RTMR0\./.test(compared)) complain(`compared: ${compared}`);
  if (!(await text(page, '#headline')).includes('was not checked')) complain('comparing changes the verdict');
  await page.focus('#raw > summary');
  await press('Enter');
  if (!(await page.$eval('#raw', (details) => details.open))) complain('Enter does not open the JSON');
  await page.close();
}

async function failures() {
  // The browser itself reports refused requests on the console.
  const { page, complain } = await visit(LOOKS[0], '/', true);
  for (const [sent, kind, word] of FAILURES) {
    await send(page, sent);
    const found = await page.$eval('.failure', (element) => [element.dataset.kind, element.textContent]);
    if (found[0] !== kind || !found[1].includes(word) || !found[1].includes('not a verdict')) {
      complain(`${sent}: ${found}`);
    }
  }
  await lookAt(page, LOOKS[0], complain, 'failure');
  await page.evaluate(() => {
    document.getElementById('answer').replaceChildren();
    document.getElementById('paste').value = 'silent';
    document.getElementById('verify').click();
  });
  await page.waitForSelector('.busy');
  await lookAt(page, LOOKS[0], complain, 'busy');
  await page.click('.busy button');
  await page.waitForSelector('.failure[data-kind=stopped]');
  await send(page, 'locked');
  await page.type('#key', 'a key');
  await page.evaluate(() => {
    document.getElementById('answer').replaceChildren();
    document.querySelector('#key-form button').click();
  });
  await page.waitForSelector('#headline');
  if (!(await text(page, '#headline')).startsWith('TRUSTED:')) complain('a key opens nothing');
  await lookAt(page, LOOKS[0], complain, 'key');
  await askDomain(page, 'forbidden.example');
  if (!(await text(page, '.failure')).includes('HTTP 403')) complain('a domain that is not allowed');
  await page.close();
}

/** Evidence that the server keeps has an address, which opens it again. */
async function addresses() {
  const { page, complain } = await visit(LOOKS[2]);
  await send(page, 'trusted');
  if (!(await page.$eval('#share', (line) => line.hidden))) complain('an address without evidence');
  await send(page, 'genuine');
  await page.waitForSelector('#share:not([hidden])');
  const path = await page.evaluate(() => location.hash);
  const { page: other, complain: also } = await visit(LOOKS[2], `/${path}`);
  await other.waitForSelector('#headline');
  if (!(await text(other, '#headline')).startsWith('GENUINE:')) also('the address opens something else');
  await send(page, 'trusted');
  if (await page.evaluate(() => location.hash)) complain('the address names evidence of before');
  const { page: wrong } = await visit(LOOKS[2], `/#sha256=${'0'.repeat(64)}`, true);
  await wrong.waitForSelector('.failure[data-kind=evidence]');
  const { page: gone } = await visit(LOOKS[2], `/#sha256=${'1'.repeat(64)}`, true);
  await gone.waitForSelector('.failure[data-kind=missing]');
}

await { looks, strangers, keyboard, failures, addresses }[errand]();
await browser.close();
console.log(JSON.stringify(problems, null, 1));
