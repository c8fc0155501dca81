/** Values that were pasted to compare: an optional name, then hexadecimal digits. */
const EXPECTED =
  /(?:\b(mr_?td|rtmr_?[0-3]|mr_?config_?id|mr_?owner_?config|mr_?owner|mr_?enclave|mr_?signer_?seam|mr_?signer|mr_?seam|mr_?service_?td|report_?data)\b[^0-9a-z]*)?(?:\b(?:0x|sha(?:256|384|512):)?)((?:[0-9a-f]{2}){16,64})\b/gi;

/** The values of the quote's report, and a form to compare them with expected ones. */
function measurementsSection(answer) {
  const report = object(object(answer.quote).report);
  const names = Object.keys(report);
  if (names.length === 0) return null;
  const main = Object.keys(FIELDS).filter((name) => names.includes(name));
  const others = names.filter((name) => !(name in FIELDS));
  const rows = new Map(main.map((name) => [name, measurement(name, String(report[name]))]));
  const isProven = answer.outcome === 'verified';
  return section(
    'measurements',
    isProven ? 'Measurements' : 'What the quote claims (not proven)',
    compareForm(report, rows, isProven),
    element('ul', { class: 'measurements' }, [...rows.values()].map((row) => row.item)),
    others.length === 0
      ? null
      : element(
          'details',
          null,
          element('summary', null, `${counted(others.length, 'more field')} of the report`),
          facts(others.map((name) => [name, element('code', null, String(report[name]))])),
        ),
  );
}

function measurement(name, value) {
  const outcome = element('span', { class: 'outcome' });
  const isZero = /^0+$/.test(value);
  const item = element(
    'li',
    null,
    element(
      'div',
      { class: 'head' },
      element('strong', null, FIELDS[name]),
      ' ',
      element('code', { class: 'brief' }, isZero ? 'all zero' : shortened(value)),
      outcome,
      copyButton(value, FIELDS[name]),
    ),
    element('p', { class: 'aside' }, FIELD_MEANINGS[name]),
    isZero ? null : element('code', { class: 'whole' }, value),
  );
  return { item, outcome };
}

function compareForm(report, rows, isProven) {
  const input = element('textarea', {
    id: 'expected',
    rows: 2,
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'none',
    'aria-describedby': 'expected-hint',
  });
  const result = element('ul', { class: 'compared' });
  const form = element(
    'form',
    { class: 'compare', novalidate: true },
    element('label', { for: 'expected' }, 'Compare with what you expect'),
    input,
    element(
      'p',
      { id: 'expected-hint', class: 'aside' },
      'Paste values in hexadecimal, with names such as MRTD or RTMR0 or without. Your browser compares; the verdict above stays what it is.',
    ),
    element('p', { class: 'actions' }, element('button', { type: 'submit' }, 'Compare')),
    result,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show(compared(input.value, report), rows, result, isProven);
  });
  return form;
}

/** What each pasted value is compared with, and whether it is the same. */
function compared(text, report) {
  return [...text.matchAll(EXPECTED)].map(([, label, digits]) => {
    const value = digits.toLowerCase();
    const wanted = label ? label.toLowerCase().replaceAll('_', '') : null;
    const named = Object.keys(FIELDS).find((name) => name.toLowerCase() === wanted);
    const names = named ? [named] : Object.keys(FIELDS).filter((name) => report[name] === value);
    return { value, names, isNamed: named !== undefined, matches: names.length > 0 && report[names[0]] === value };
  });
}

function show(results, rows, target, isProven) {
  rows.forEach((row) => row.outcome.replaceChildren());
  target.replaceChildren();
  const lines = results.map((result) => lineOf(result, isProven));
  for (const { names, isNamed, matches } of results) {
    for (const name of names) {
      if (rows.has(name) && (matches || isNamed)) {
        rows.get(name).outcome.replaceChildren(' ', badge(matches ? 'matches' : 'differs', matches ? 'same' : 'differs'));
      }
    }
  }
  if (lines.length === 0) lines.push('No value found: paste at least 16 bytes in hexadecimal.');
  lines.forEach((line) => target.append(element('li', null, line)));
  say(lines.join('. '));
}

function lineOf({ value, names, isNamed, matches }, isProven) {
  const short = shortened(value);
  const fields = names.map((name) => FIELDS[name]).join(', ');
  if (matches) {
    return `${short} matches ${fields}${isProven ? '' : ', but the quote was not verified, so this proves nothing'}.`;
  }
  return isNamed ? `${short} differs from ${fields}.` : `${short} matches no measurement of this quote.`;
}
