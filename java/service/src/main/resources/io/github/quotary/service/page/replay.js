const REPLAYS = {
  match: ['MATCH', 'trusted', 'The log gives every register that was compared.'],
  partial: ['PARTIAL', 'genuine', 'Some registers have no events in the log; no other differs.'],
  mismatch: ['MISMATCH', 'rejected', 'The log is not what was measured, or contradicts itself.'],
  replayed: ['REPLAYED', 'genuine', 'There is no quote to compare with: these are claims of the log.'],
  malformed: ['MALFORMED', 'rejected', 'The log or the quote cannot be read.'],
};

/** A replay of an event log: never a verdict, since it verifies no quote. */
function replayParts(answer) {
  const [word, style, text] = REPLAYS[answer.outcome];
  const problem = object(answer.malformed);
  return [
    element(
      'div',
      { class: `verdict ${style === 'trusted' ? 'genuine' : style}` },
      element('span', { class: 'sign', 'aria-hidden': 'true' }, style === 'trusted' ? '=' : SIGNS[style]),
      element(
        'div',
        { class: 'words' },
        headlineOf(`${word}: ${text}`),
        problem.problem === undefined ? null : element('p', null, `${problem.input}: ${problem.problem}`),
        element('p', null, 'The quote was not verified: this compares a log with registers, and says nothing about hardware.'),
        element('p', { class: 'actions noprint' }, printButton()),
      ),
    ),
    registersSection(object(answer.registers)),
    eventsSection('proven', 'Proven events, if the quote holds', list(answer.proven)),
    eventsSection('unproven', 'Unproven events', list(answer.unproven)),
    workloadSection(object(answer.workload)),
    rawSection(answer),
  ].filter((part) => part !== null);
}

function registersSection(registers) {
  const names = Object.keys(registers);
  if (names.length === 0) return null;
  return section(
    'registers',
    'Registers',
    names.map((name) => {
      const register = object(registers[name]);
      const kind = { matches: 'holds', differs: 'broke' }[register.result] ?? 'open';
      return element(
        'div',
        { class: 'register' },
        element('p', null, element('strong', null, FIELDS[name] ?? name), ' ', badge(register.result, kind), ` ${counted(Number(register.events), 'event')}`),
        facts([
          ['Computed', hex(register.computed)],
          ['Quoted', hex(register.quoted)],
          ['Diverges', object(register.divergence).detail],
        ]),
      );
    }),
  );
}

function eventsSection(id, title, events) {
  if (events.length === 0) return null;
  return element(
    'details',
    { class: 'card', id },
    element('summary', null, `${title}: ${events.length}`),
    element('ol', null, events.map(object).map((event) => element('li', null, eventWords(event)))),
  );
}

function eventWords(event) {
  return [
    String(event.register).toUpperCase(),
    event.name ?? event.claimedName ?? event.type,
    event.decoded ?? event.payload ?? event.digest,
    event.reason,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function workloadSection(workload) {
  const names = Object.keys(workload);
  if (names.length === 0) return null;
  return section('workload', 'Workload, if the quote holds', facts(names.map((name) => [name, String(workload[name])])));
}
