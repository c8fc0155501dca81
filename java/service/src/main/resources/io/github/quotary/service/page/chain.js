/** Who vouches for what, in the order in which trust flows; parents come first. */
const LINKS = [
  {
    id: 'root',
    title: 'Root CA',
    parents: [],
    checks: /^(ROOT_KEY_|PCK_CHAIN_WITHOUT_ROOT|PCK_CHAIN_ROOT_(MISSING|INVALID|REVOKED))/,
    means: 'It carries the key that this server trusts, and signs itself.',
  },
  {
    id: 'rootCrl',
    title: 'Root CRL',
    parents: ['root'],
    checks: /^(PCK_CHAIN|TCB_INFO|QE_IDENTITY)_ROOT_CRL_|^CRL_UNSUPPORTED/,
    means: 'The root signed this revocation list.',
  },
  {
    id: 'intermediate',
    title: 'Intermediate CA',
    parents: ['root', 'rootCrl'],
    checks: /^PCK_CHAIN_INTERMEDIATE_/,
    means: 'The root issued it and has not revoked it.',
  },
  {
    id: 'pckCrl',
    title: 'PCK CRL',
    parents: ['intermediate'],
    checks: /^(PCK_CHAIN_PCK_CRL_|PCK_CRL_INVALID)/,
    means: 'The intermediate CA signed this revocation list.',
  },
  {
    id: 'pck',
    title: 'PCK certificate',
    parents: ['intermediate', 'pckCrl'],
    checks: /^(PCK_CHAIN_UNSUPPORTED|PCK_CHAIN_PCK_(MISSING|INVALID_ISSUER|REVOKED)|PCK_REVOKED|PCK_KEY_|CERTIFICATION_DATA)/,
    means: "It is the platform's key; the intermediate CA issued it and has not revoked it.",
  },
  {
    id: 'tcbSigner',
    title: 'TCB signing',
    parents: ['root', 'rootCrl'],
    checks: /^(TCB_INFO|QE_IDENTITY)_(CHAIN_|ROOT_(MISSING|INVALID)|SIGNER_)|^ISSUER_CHAIN_/,
    means: 'The root issued it and has not revoked it.',
  },
  {
    id: 'qeIdentity',
    title: 'QE identity',
    parents: ['tcbSigner'],
    checks: /^QE_IDENTITY_(UNSUPPORTED|INVALID_SIGNATURE)/,
    means: 'The TCB signing key signed what a good quoting enclave looks like.',
  },
  {
    id: 'qe',
    title: 'Quoting enclave',
    parents: ['pck', 'qeIdentity'],
    checks: /^(QE_REPORT_|QE_IDENTITY_MISMATCH|ATTESTATION_KEY_)/,
    means: "The platform's key signed its report, the QE identity describes it, and it owns the attestation key.",
  },
  {
    id: 'quote',
    title: 'Quote',
    parents: ['qe'],
    checks: /^(QUOTE_|TEE_TYPE_)/,
    means: 'The attestation key signed it.',
  },
  {
    id: 'tcbInfo',
    title: 'TCB info',
    parents: ['tcbSigner'],
    checks: /^(TCB_INFO_(UNSUPPORTED|INVALID_SIGNATURE|MISMATCH)|DATE_UNEXPECTED)/,
    means: 'The TCB signing key signed the list of TCB levels for this platform.',
  },
  {
    id: 'level',
    title: 'TCB level',
    parents: ['quote', 'tcbInfo'],
    checks: /^(TCB_NOT_|TCB_REVOKED|TCB_UNRECOGNIZED|TDX_MODULE_)/,
    means: "The platform's versions were looked up in the TCB info.",
  },
];

const STATES = {
  holds: { sign: '✓', word: 'holds' },
  short: { sign: '!', word: 'falls short' },
  broke: { sign: '✗', word: 'broke here' },
  fails: { sign: '✗', word: 'fails too' },
  loose: { sign: '–', word: 'not proven' },
  open: { sign: '–', word: 'not looked at' },
  later: { sign: '–', word: 'not reached' },
};

/**
 * The links with what became of each. A link whose own checks pass proves nothing while one that it
 * rests on does not hold.
 */
function chainOf(answer) {
  const checks = list(answer.checks).map(object);
  const broken = object(answer.reject).reason;
  const states = {};
  for (const link of LINKS) {
    const own = checks.filter((check) => link.checks.test(String(check.check)));
    states[link.id] = stateOf(link, own, answer, broken, states);
  }
  return LINKS.map((link) => ({ ...link, state: states[link.id], text: textOf(link, states[link.id], answer, checks) }));
}

function stateOf(link, own, answer, broken, states) {
  if (answer.outcome === 'verified') {
    return link.id === 'level' && answer.tcbStatus !== 'UpToDate' ? 'short' : 'holds';
  }
  if (typeof broken === 'string' && link.checks.test(broken)) return 'broke';
  if (own.some((check) => check.state === 'failed')) return 'fails';
  if (own.some((check) => check.state !== 'passed')) return 'open';
  if (own.length === 0 && !isBefore(link, broken)) return REASONS.includes(broken) ? 'later' : 'open';
  return link.parents.every((parent) => states[parent] === 'holds') ? 'holds' : 'loose';
}

/**
 * Whether all checks of a link come before the one that broke, so that they passed: an answer
 * without checks names the first that failed.
 */
function isBefore(link, broken) {
  const last = REASONS.findLastIndex((reason) => link.checks.test(reason));
  return last < REASONS.indexOf(broken);
}

function textOf(link, state, answer, checks) {
  switch (state) {
    case 'holds':
      return link.id === 'root' ? sentenceOf(`${rootName(answer)}, whose key this server trusts.`) : link.means;
    case 'short':
      return `The TCB info gives this platform the status ${answer.tcbStatus}.`;
    case 'broke':
      return `${object(answer.reject).reason}: ${object(answer.reject).detail ?? 'no detail given'}`;
    case 'fails':
      return checks
        .filter((check) => check.state === 'failed' && link.checks.test(String(check.check)))
        .map((check) => `${check.check}: ${check.detail ?? 'no detail given'}`)
        .join('. ');
    case 'loose':
      return 'Its own checks pass, but something that it rests on does not hold.';
    case 'later':
      return 'Verification ended before it was looked at in full.';
    default:
      return 'What it needs is missing or not trusted.';
  }
}

/** The chain as a picture and, for every reader, as a list. */
function chainSection(answer) {
  const chain = chainOf(answer);
  const broken = chain.find((link) => link.state === 'broke');
  return section(
    'chain',
    answer.outcome === 'verified' ? `Chain of trust, from ${rootName(answer)}` : 'Chain of trust',
    brokenLine(answer, broken),
    picture(chain, WIDE, 'wide'),
    picture(chain, TALL, 'tall'),
    comparison(object(answer.reject).comparison),
    element(
      'dl',
      { class: 'links' },
      chain.map((link) =>
        element(
          'div',
          null,
          element('dt', null, link.title, ' ', badge(STATES[link.state].word, link.state)),
          element('dd', null, link.text),
        ),
      ),
    ),
  );
}

/** Where it broke; some rejections come before any link is looked at. */
function brokenLine(answer, broken) {
  if (answer.verdict !== 'REJECTED') return null;
  const text = broken ? `It broke at: ${broken.title}.` : `It broke before the chain: ${object(answer.reject).reason}.`;
  return element('p', { class: 'broken' }, text);
}

/** Two values that should have been the same. */
function comparison(value) {
  const parts = object(value);
  if (parts.field === undefined) return null;
  return facts([
    ['Compared', parts.field],
    ['Expected', `${parts.expected} (${parts.expectedFrom})`],
    ['Found', `${parts.found} (${parts.foundIn})`],
  ]);
}
