/** Rules of objections to what came with a quote in one input. */
const RULES_OF_INPUT = ['binding', 'eventLog'];

/** The server's headline; where it gives none, the one that the command prints. */
function headline(answer) {
  if (typeof answer.headline === 'string') return answer.headline;
  const prefix = (isTestRoot(answer) ? 'TEST ROOT, ' : '') + (answer.testVector ? 'TEST VECTOR, ' : '');
  return `${prefix}${answer.verdict}: ${finding(answer)}`;
}

function finding(answer) {
  if (answer.verdict === 'REJECTED') return object(answer.reject).reason ?? 'for a reason not given';
  if (answer.verdict === 'UNDECIDED') return answer.cause ?? 'for a cause not given';
  const status = `verified, TCB ${answer.tcbStatus}`;
  const whose = isEnclave(answer) ? 'enclave' : 'TD';
  if (answer.verdict === 'TRUSTED') return status;
  if (answer.verdict === 'GENUINE') {
    return answer.trusted === true
      ? `${status}; whose ${whose} it is was not checked`
      : `${status}; say whose ${whose} you expect`;
  }
  return `${status}, ${isOfInput(answer) ? 'but its input does not fit it' : 'but the policy objects'}`;
}

function violations(answer) {
  return list(object(answer.policy).violations).map(object);
}

function isOfInput(answer) {
  return violations(answer)
    .filter((violation) => violation.rule !== 'identity')
    .every((violation) => RULES_OF_INPUT.includes(violation.rule));
}

/** What was proved, in one sentence. */
function meaning(answer) {
  const quote = isEnclave(answer) ? 'an enclave' : 'a TD';
  switch (answer.verdict) {
    case 'REJECTED':
      return [
        'Do not rely on this quote: it, or what vouches for it, is wrong.',
        sentenceOf(String(object(answer.reject).detail ?? '')),
      ].join(' ');
    case 'UNDECIDED':
      return (
        'The quote could neither be verified nor refuted.' +
        (answer.retryable === true ? ' A retry may help.' : ' A retry with the same input will not help.')
      );
    default:
      return (
        `Signatures lead from ${rootName(answer)} to this quote of ${quote}.` +
        (isTestRoot(answer) ? ' Nothing is said about real hardware.' : '')
      );
  }
}

/** Root, time, identity and omissions, which a reader of the verdict must not miss. */
function terms(answer) {
  return [
    ['Whose root', answer.trustAnchor ? sentenceOf(rootName(answer)) : 'Not stated'],
    [
      'Which time',
      `${time(answer.verifiedAt)}, ${TIME_SOURCES[answer.verifiedAtSource] ?? 'of an unnamed source'}`,
    ],
    [isEnclave(answer) ? 'Whose enclave' : 'Whose TD', whose(answer)],
    ['Not checked', notChecked(answer)],
  ];
}

function sentenceOf(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function whose(answer) {
  if (answer.outcome !== 'verified') return 'Not proven';
  if (list(answer.notChecked).includes('identity')) {
    return list(object(answer.policy).waived).includes('identity')
      ? 'Not checked: the policy waives it'
      : 'Not checked: the policy does not say whom it expects';
  }
  const differing = violations(answer).map((violation) => violation.rule).filter((rule) => rule in FIELDS);
  return differing.length > 0
    ? `Not the one that the policy names: ${differing.map((rule) => FIELDS[rule]).join(', ')}`
    : 'The one that the policy names';
}

function notChecked(answer) {
  if (answer.outcome !== 'verified') return 'Nothing about the quote is proven: it was not verified';
  const whoseIsIt = isEnclave(answer) ? 'whose enclave it is' : 'whose TD it is';
  const omitted = list(answer.notChecked).map((name) => (name === 'identity' ? whoseIsIt : UNCHECKED[name] ?? name));
  const waived = list(object(answer.policy).waived).filter((rule) => rule !== 'identity' && !(rule in UNCHECKED));
  const parts = omitted.length > 0 ? [sentenceOf(omitted.join('; '))] : [];
  if (waived.length > 0) parts.push(`Waived by the policy: ${waived.join(', ')}`);
  return parts.length > 0 ? parts.join('. ') : 'Identity, report data and event log were all checked';
}
