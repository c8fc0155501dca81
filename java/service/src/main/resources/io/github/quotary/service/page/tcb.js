/** Why the platform has its TCB status, and what would raise it. */
function tcbSection(answer) {
  const explanation = object(answer.explanation);
  const targets = [object(explanation.nextBetter), object(explanation.upToDate)].filter((target) => target.tcbStatus);
  const rows = components(targets);
  if (answer.tcbStatus === undefined && rows.length === 0) return null;
  return section(
    'tcb',
    answer.tcbStatus === undefined ? 'TCB' : `TCB: ${answer.tcbStatus}`,
    answer.advice ? element('p', null, answer.advice) : null,
    rows.length > 0 ? element('ul', { class: 'bars' }, rows.map((row) => bar(row, targets))) : null,
    distinct(targets).map(promise),
    advisories(answer),
    facts([
      ['TCB date', answer.tcbDate ? day(answer.tcbDate) : null],
      ['Evaluation data', answer.tcbEvaluationDataNumber ?? null],
    ]),
  );
}

/** Every component that some target wants raised, with what each target needs of it. */
function components(targets) {
  const rows = new Map();
  for (const target of targets) {
    for (const need of list(target.needs).map(object)) {
      const row = rows.get(need.component) ?? { ...need, needs: {} };
      row.needs[target.tcbStatus] = Number(need.needs);
      rows.set(need.component, row);
    }
  }
  return [...rows.values()];
}

function distinct(targets) {
  return targets.filter((target, i) => targets.findIndex((other) => other.tcbStatus === target.tcbStatus) === i);
}

function bar(row, targets) {
  const has = Number(row.has);
  const most = Math.max(has, 1, ...Object.values(row.needs));
  const percent = (svn) => `${Math.round((1000 * svn) / most) / 10}%`;
  const marks = distinct(targets).filter((target) => target.tcbStatus in row.needs);
  const words = marks.map((target) => `${target.tcbStatus} needs ${row.needs[target.tcbStatus]}`);
  return element(
    'li',
    null,
    element('strong', null, row.component),
    drawn(
      'svg',
      { class: 'bar', role: 'img', 'aria-label': `SVN ${has}; ${words.join('; ')}`, width: '100%', height: 18 },
      drawn('rect', { class: 'track', width: '100%', height: 18, rx: 5 }),
      drawn('rect', { class: 'has', width: percent(has), height: 18, rx: 5 }),
      marks
        .map((target) => row.needs[target.tcbStatus])
        .filter((needs) => needs < most)
        .map((needs) => drawn('line', { x1: percent(needs), x2: percent(needs), y1: 0, y2: 18 })),
    ),
    element('p', null, `Is ${has}. `, words.map(sentenceOf).join('. '), '.'),
    element('p', { class: 'todo' }, `To do: ${REMEDIES[row.remedy] ?? row.remedy}`),
  );
}

function promise(target) {
  const resolved = list(target.resolvedAdvisoryIds);
  return element(
    'p',
    null,
    'For ',
    element('strong', null, target.tcbStatus),
    `, raise ${counted(list(target.needs).length, 'component')} as far as shown`,
    resolved.length > 0 ? `; ${resolved.join(', ')} would then be resolved.` : '.',
  );
}

function advisories(answer) {
  if (!Array.isArray(answer.advisoryIds)) return null;
  return element(
    'div',
    { class: 'advisories' },
    element('h4', null, 'Advisories'),
    answer.advisoryIds.length === 0
      ? element('p', null, 'Intel names none for this TCB level.')
      : element('ul', { class: 'tags' }, answer.advisoryIds.map((id) => element('li', null, element('code', null, id)))),
  );
}
