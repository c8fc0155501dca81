const MODES = {
  verify: { path: '/v1/verify', button: 'Verify', busy: 'Verifying', label: 'Paste a quote, a certificate, or a report' },
  replay: { path: '/v1/replay', button: 'Replay', busy: 'Replaying', label: 'Paste an event log, or evidence that has one' },
};

let dropped = null;
let running = null;

function mode() {
  return document.querySelector('input[name=mode]:checked').value;
}

function showMode() {
  const isDomain = mode() === 'domain';
  byId('domain-form').hidden = !isDomain;
  byId('evidence-form').hidden = isDomain;
  if (!isDomain) {
    byId('paste-label').textContent = MODES[mode()].label;
    byId('verify').textContent = MODES[mode()].button;
  }
}

function complain(id, input, text) {
  byId(id).textContent = text;
  input.setAttribute('aria-invalid', text !== '');
  if (text !== '') {
    input.focus();
    say(text);
  }
}

/** The one input that was given; null, with the reason told, if there is none or more than one. */
async function evidence() {
  const text = byId('paste').value;
  const file = dropped ?? byId('file').files[0] ?? null;
  const hasText = text.trim() !== '';
  if (hasText === (file !== null)) {
    complain(
      'evidence-problem',
      byId('paste'),
      hasText ? 'There is both a text and a file: remove one of them.' : 'Paste something, or choose a file.',
    );
    return null;
  }
  complain('evidence-problem', byId('paste'), '');
  try {
    return hasText ? new TextEncoder().encode(text) : new Uint8Array(await file.arrayBuffer());
  } catch {
    complain('evidence-problem', byId('file'), 'The file cannot be read: choose it again.');
    return null;
  }
}

async function submitEvidence() {
  const bytes = await evidence();
  if (bytes !== null) {
    forgetAddress();
    await runEvidence(mode(), bytes);
  }
}

/** What is asked now is not what the address names. */
function forgetAddress() {
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
}

async function runEvidence(name, bytes) {
  await run(MODES[name].busy, async (signal) => {
    const answer = await ask(MODES[name].path, bytes, signal);
    return { ...answer, parts: name === 'verify' ? verdictParts : replayParts, isKnown: name === 'verify' ? isVerdict : isReplay, bytes };
  });
}

async function submitDomain() {
  const name = byId('domain').value.trim();
  if (name === '') {
    complain('domain-problem', byId('domain'), 'Write the name of a domain.');
    return;
  }
  complain('domain-problem', byId('domain'), '');
  forgetAddress();
  await run(`Looking at ${name}`, async (signal) => ({
    ...(await ask(`/v1/domains/${encodeURIComponent(name)}`, null, signal)),
    parts: domainParts,
    isKnown: isDomainReport,
  }));
}

function isVerdict(json) {
  return VERDICTS.includes(object(json).verdict);
}

function isReplay(json) {
  return object(json).outcome in REPLAYS;
}

function isDomainReport(json) {
  return ['PASS', 'GENUINE', 'FAIL', 'INCOMPLETE'].includes(object(json).verdict) && Array.isArray(json.checks);
}

/** Runs one exchange at a time: a new one stops the one before. */
async function run(what, work) {
  running?.abort();
  const control = new AbortController();
  running = control;
  busy(what, control);
  const result = await work(control.signal);
  if (running !== control) return;
  running = null;
  byId('answer').removeAttribute('aria-busy');
  if (result.failure) {
    fail(result.failure);
  } else if (!result.isKnown(result.json)) {
    fail({ kind: 'unknown', title: 'The server answered with something that this page does not know' });
  } else {
    await present(result);
  }
}

function busy(what, control) {
  const stop = element('button', { type: 'button' }, 'Stop');
  stop.addEventListener('click', () => control.abort());
  byId('answer').setAttribute('aria-busy', 'true');
  byId('answer').replaceChildren(
    element('div', { class: 'card busy' }, element('span', { class: 'spinner', 'aria-hidden': 'true' }), element('p', null, `${what}…`), stop),
  );
  say(what);
}

function fail({ kind, title, detail }) {
  if (kind === 'key') byId('key-form').hidden = false;
  byId('answer').replaceChildren(
    element(
      'div',
      { class: 'card failure', 'data-kind': kind },
      element('h2', { id: 'headline', tabindex: '-1' }, title),
      detail ? element('p', null, detail) : null,
      element('p', { class: 'aside' }, 'This is not a verdict: nothing is said about the evidence.'),
    ),
  );
  announce(title);
}

async function present({ json, parts, bytes, evidence: kept }) {
  byId('answer').replaceChildren(...parts(json));
  announce(byId('headline').textContent);
  if (kept && bytes) await share(kept, bytes);
}

/** Moves the focus to the headline, and says it. */
function announce(text) {
  document.title = plain(`${text} - Quotary`, 120);
  byId('headline').focus({ preventScroll: true });
  byId('answer').scrollIntoView();
  say(text);
}

/** Shows an address for evidence that the server keeps, if it is what was sent. */
async function share(kept, bytes) {
  const line = byId('share');
  const own = await sha256(bytes);
  if (line === null || (own !== null && own !== kept)) return;
  const address = new URL(location.href);
  address.hash = `sha256=${kept}`;
  history.replaceState(null, '', address);
  line.replaceChildren(
    element('strong', null, 'Address of this evidence '),
    element('code', null, address.href),
    ' ',
    copyButton(address.href, 'the address'),
    element('span', { class: 'aside' }, ' Whoever opens it has the evidence verified anew, at that time.'),
  );
  line.hidden = false;
}

/** Opens the evidence that the address names. */
async function openAddress() {
  const hash = /^#sha256=([0-9a-f]{64})$/.exec(location.hash)?.[1];
  if (hash === undefined) return;
  let bytes = null;
  await run('Fetching the evidence that the address names', async (signal) => {
    const found = await exchange(`/v1/evidence/${hash}`, null, signal);
    if (found.failure) return found;
    const own = await sha256(found.bytes);
    if (own !== null && own !== hash) {
      return failed('evidence', 'The server sent other evidence than the address names');
    }
    bytes = new Uint8Array(found.bytes);
    return { ...(await ask(MODES.verify.path, bytes, signal)), parts: verdictParts, isKnown: isVerdict, bytes };
  });
}

function takeFile(file) {
  dropped = file;
  byId('file').value = '';
  byId('paste').value = '';
  byId('dropped').textContent = `File: ${plain(file.name, 80)}, ${counted(file.size, 'byte')}`;
  if (mode() === 'domain') {
    document.querySelector('input[value=verify]').checked = true;
    showMode();
  }
  submitEvidence();
}

function forgetDropped() {
  dropped = null;
  byId('dropped').textContent = '';
}

function start() {
  document.querySelectorAll('input[name=mode]').forEach((input) => input.addEventListener('change', showMode));
  byId('evidence-form').addEventListener('submit', (event) => {
    event.preventDefault();
    submitEvidence();
  });
  byId('key-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (mode() === 'domain') submitDomain();
    else submitEvidence();
  });
  byId('domain-form').addEventListener('submit', (event) => {
    event.preventDefault();
    submitDomain();
  });
  for (const input of [byId('paste'), byId('file')]) input.addEventListener('input', forgetDropped);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    byId('drop').classList.add('over');
  });
  document.addEventListener('dragleave', () => byId('drop').classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    byId('drop').classList.remove('over');
    const file = event.dataTransfer.files[0];
    if (file) takeFile(file);
  });
  document.addEventListener('paste', (event) => {
    const file = event.clipboardData?.files[0];
    if (file) {
      event.preventDefault();
      takeFile(file);
    }
  });
  globalThis.addEventListener('hashchange', openAddress);
  showMode();
  openAddress();
}

start();
