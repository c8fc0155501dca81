const VERDICTS = ['TRUSTED', 'GENUINE', 'NOT TRUSTED', 'REJECTED', 'UNDECIDED'];

/** The answer to a verification: a list of parts, the first with the verdict. */
function verdictParts(answer) {
  return [
    isTestRoot(answer) ? testBanner(answer) : null,
    card(answer.verdict, isTestRoot(answer), headline(answer), meaning(answer), terms(answer)),
    objections(answer),
    chainSection(answer),
    tcbSection(answer),
    measurementsSection(answer),
    besidesSection(answer),
    originSection(answer),
    rawSection(answer),
  ].filter((part) => part !== null);
}

function testBanner(answer) {
  return element(
    'p',
    { class: 'banner' },
    `Test root. This answer rests on ${rootName(answer)}, and whoever has that root's key can make all of this up. It proves nothing about real hardware.`,
  );
}

/** The verdict in one sentence; under a root for tests nothing is green. */
function card(verdict, isTest, headlineText, meaningText, pairs) {
  const style = STYLES[verdict] ?? 'undecided';
  const isHeld = style === 'trusted' && isTest;
  return element(
    'div',
    { class: `verdict ${isHeld ? 'test' : style}` },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, isHeld ? '~' : SIGNS[style]),
    element(
      'div',
      { class: 'words' },
      headlineOf(String(headlineText)),
      element('p', null, meaningText),
      element(
        'dl',
        { class: 'terms' },
        pairs.map(([name, value]) => element('div', null, element('dt', null, name), element('dd', null, value))),
      ),
      shareLine(),
      element('p', { class: 'actions noprint' }, printButton()),
    ),
  );
}

/** The headline, its word apart from its sentence. */
function headlineOf(text) {
  const end = text.indexOf(': ') + 1;
  return element(
    'h2',
    { id: 'headline', tabindex: '-1' },
    end > 0 ? element('span', { class: 'word' }, text.slice(0, end)) : null,
    text.slice(end),
  );
}

function printButton() {
  const button = element('button', { type: 'button' }, 'Print');
  button.addEventListener('click', () => window.print());
  return button;
}

/** Filled once the server says that it keeps the evidence. */
function shareLine() {
  return element('p', { id: 'share', class: 'share', hidden: true });
}

function objections(answer) {
  const found = violations(answer);
  if (found.length === 0) return null;
  return section(
    'objections',
    'What the policy objects to',
    element(
      'ul',
      { class: 'objections' },
      found.map((violation) =>
        element(
          'li',
          null,
          element('strong', null, FIELDS[violation.rule] ?? violation.rule),
          facts([
            ['Is', violation.value],
            ['Expected', violation.expected],
          ]),
        ),
      ),
    ),
  );
}

const LOG_WORDS = {
  match: ['proven', 'holds', 'It gives all four registers of the quote.'],
  partial: ['partly proven', 'short', 'The registers that it has events for match; for the others it says nothing.'],
  mismatch: ['not proven', 'broke', 'It is not what the registers measured.'],
};

/** The event log and the bindings that came with the quote in the same input. */
function besidesSection(answer) {
  if (answer.outcome !== 'verified') return null;
  const log = object(answer.eventLog);
  const [word, kind, text] = LOG_WORDS[log.outcome] ?? [
    'not checked',
    'open',
    'No event log in this input was compared with the quote.',
  ];
  const registers = (names) => (list(names).length > 0 ? list(names).map((name) => FIELDS[name] ?? name).join(', ') : null);
  return section(
    'besides',
    'Event log and bindings',
    element('p', null, element('strong', null, 'Event log '), badge(word, kind), ' ', text),
    facts([
      ['Differing', registers(log.differing)],
      ['Without events', registers(log.unknown)],
    ]),
    list(answer.bindings)
      .map(object)
      .map((binding) =>
        element('p', null, element('strong', null, binding.name), ' ', badge(binding.outcome, bindingKind(binding)), ' ', binding.detail),
      ),
    list(answer.notes).map((note) => element('p', null, note)),
  );
}

function bindingKind(binding) {
  return { holds: 'holds', fails: 'broke' }[binding.outcome] ?? 'open';
}

/** How long the statements that the verdict rests on are good for, and how it was reached. */
function originSection(answer) {
  const collateral = object(answer.collateral);
  const left = later(answer.verifiedAt, collateral.earliestExpiration);
  return section(
    'origin',
    'Dates and origin',
    collateral.earliestIssue === undefined
      ? null
      : element(
          'p',
          null,
          collateral.expired === true
            ? element('strong', { class: 'warning' }, `Expired: by ${left ?? 'an unknown time'} at the time of verification.`)
            : `Nothing had expired; the first document expires ${left ?? 'an unknown time'} after the time of verification.`,
        ),
    facts([
      ['Verified at', time(answer.verifiedAt)],
      ['Collateral issued', collateral.earliestIssue ? `${day(collateral.earliestIssue)} to ${day(collateral.latestIssue)}` : null],
      ['Expires', collateral.earliestExpiration ? time(collateral.earliestExpiration) : null],
      ['Collateral from', answer.collateralSource],
      ['Root key SHA-256', hex(object(answer.trustAnchor).sha256)],
      ['Policy SHA-256', hex(answer.policySha256)],
      ['Quote', quoteWords(object(answer.quote))],
      ['Quote id', hex(object(answer.quote).id)],
      ['Decided', answer.generation ? `as QVL ${answer.generation}, by ${answer.producer}, engine ${answer.engine}` : null],
      ['Intel would say', [object(answer.reject).qvlStatus, object(answer.reject).returnCode].filter(Boolean).join(', ')],
    ]),
  );
}

function hex(value) {
  return value === undefined ? null : element('code', null, String(value));
}

function quoteWords(quote) {
  return quote.version === undefined ? null : `${String(quote.tee).toUpperCase()}, version ${quote.version}`;
}

function rawSection(answer) {
  const text = plainLines(JSON.stringify(answer, null, 2));
  return element(
    'details',
    { class: 'card raw', id: 'raw' },
    element('summary', null, 'The answer as JSON'),
    element('p', { class: 'actions' }, copyButton(JSON.stringify(answer, null, 2), 'the JSON')),
    whole(text),
  );
}

/** Text that stays in lines and is not cut. */
function whole(text) {
  const block = element('pre', { tabindex: '0', role: 'region', 'aria-label': 'JSON' });
  block.textContent = text;
  return block;
}
