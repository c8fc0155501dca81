const OUTCOMES = {
  FAIL: ['failed', 'broke'],
  INCOMPLETE: ['undecided', 'short'],
  PASS: ['passed', 'holds'],
  WAIVED: ['waived', 'open'],
  SKIPPED: ['not checked', 'open'],
};

/** The report on a domain: a list of parts, the first with the verdict. */
function domainParts(report) {
  const isTest = isTestRoot(report);
  return [
    isTest ? testBanner(report) : null,
    card(
      report.verdict,
      isTest,
      String(report.headline ?? `${report.verdict}: no headline given`),
      `Domain ${object(report.target).host ?? 'unknown'}, ${object(report.target).kind ?? 'of an unknown kind'}.`,
      domainTerms(report),
    ),
    findingsSection(report),
    identitySection(report),
    keysSection(report),
    namesSection(report),
    notProvenSection(report),
    rawSection(report),
  ].filter((part) => part !== null);
}

function domainTerms(report) {
  const age = later(report.captured_at, report.verifiedAt);
  const undecided = list(report.checks).filter((check) => object(check).status === 'INCOMPLETE').length;
  const omitted = [
    ...list(report.notChecked).map((name) => (name === 'identity' ? 'whose workload it is' : UNCHECKED[name] ?? name)),
    ...list(report.waived).map((id) => `${id} (waived)`),
    ...(undecided > 0 ? [`${counted(undecided, 'check')} that could not be decided`] : []),
  ];
  return [
    ['Whose root', sentenceOf(rootName(report)) + webRoots(object(report.webRoots))],
    ['Freshness', `Captured at ${time(report.captured_at)}${age === null ? '' : `, ${age} before it was verified`}`],
    ['Whose workload', whoseWorkload(report)],
    ['Not checked', omitted.length === 0 ? 'Nothing that the policy asks for' : sentenceOf(omitted.join('; '))],
  ];
}

function webRoots(roots) {
  if (roots.source === undefined) return '';
  return roots.source === 'jdk' ? "; web roots of the server's Java" : `; given web roots ${shortened(roots.sha256)}`;
}

function whoseWorkload(report) {
  if (report.verdict === 'PASS') return 'The one that the policy names';
  return report.verdict === 'GENUINE' ? 'Not checked: anybody’s would have passed' : 'Not proven';
}

/** All checks, what failed first. */
function findingsSection(report) {
  const checks = list(report.checks).map(object);
  if (checks.length === 0) return null;
  const order = Object.keys(OUTCOMES);
  const sorted = [...checks].sort((a, b) => rank(order, a.status) - rank(order, b.status));
  const counts = order
    .map((status) => [checks.filter((check) => check.status === status).length, OUTCOMES[status][0]])
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  return section('findings', 'Checks', element('p', null, `${counts.join(', ')}.`), sorted.map(checkDetails));
}

function rank(order, status) {
  return order.includes(status) ? order.indexOf(status) : 0;
}

function checkDetails(check) {
  const [word, kind] = OUTCOMES[check.status] ?? [check.status, 'short'];
  return element(
    'details',
    { class: 'finding', open: check.status === 'FAIL' },
    element(
      'summary',
      null,
      badge(word, kind),
      ' ',
      element('strong', null, check.id),
      ' ',
      check.summary,
      check.mandatory === false ? element('span', { class: 'aside' }, ' (not required)') : null,
    ),
    facts([
      ['Compared', check.compared],
      ['Why', check.why],
      ['Would have', check.waived_status ? OUTCOMES[check.waived_status]?.[0] ?? check.waived_status : null],
    ]),
    list(check.details).map((line) => element('p', { class: 'aside' }, line)),
  );
}

function identitySection(report) {
  const identity = object(report.identity);
  if (identity.app_id === undefined) return null;
  return section(
    'identity',
    identity.genuine === true && ['PASS', 'GENUINE'].includes(report.verdict) ? 'Workload' : 'Workload (not proven)',
    facts([
      ['App id', hex(identity.app_id)],
      ['Compose hash', hex(identity.compose_hash)],
      ['Instance', hex(identity.instance_id)],
      ['System', identity.os],
      ['System image', hex(identity.os_image_hash)],
      ['Key provider', identity.kms],
    ]),
  );
}

function keysSection(report) {
  const keys = list(report.keys).map(object);
  const certificate = object(report.certificate);
  if (keys.length === 0 && certificate.sha256 === undefined) return null;
  return section(
    'keys',
    'Keys and certificate',
    keys.map((key) =>
      element(
        'p',
        null,
        hex(key.spki_sha256),
        ' ',
        key.served === true ? badge('served', 'open') : null,
        ' ',
        key.bound === true ? badge('bound to a quote', 'holds') : badge('not bound', 'short'),
      ),
    ),
    facts([
      ['Names', list(certificate.dns_names).join(', ')],
      ['Issuer', certificate.issuer],
      ['Valid', certificate.not_before ? `${day(certificate.not_before)} to ${day(certificate.not_after)}` : null],
    ]),
  );
}

function namesSection(report) {
  const caa = object(report.caa);
  const transparency = object(report.ct);
  return section(
    'names',
    'Who else could have a certificate',
    list(caa.names)
      .map(object)
      .map((name) => facts([['CAA of', name.name], ['Lock', name.lock], ['DNSSEC', name.dnssec]])),
    facts([
      ['CAA', caa.looked_at === true ? null : 'not looked at'],
      ['Transparency', transparency.looked_at === true ? `${transparency.outcome}, ${counted(list(transparency.certificates).length, 'certificate')}` : 'not looked at'],
      ['May miss', list(transparency.gaps).join('; ')],
    ]),
  );
}

function notProvenSection(report) {
  const lines = list(report.not_proven);
  if (lines.length === 0) return null;
  return section('not-proven', 'Not proven', element('ul', null, lines.map((line) => element('li', null, line))));
}
