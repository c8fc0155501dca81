/** Asks this server. The answer is a value of JSON, or a failure: what happened, and its words. */
async function ask(path, body, signal) {
  const answer = await exchange(path, body, signal);
  if (answer.failure) return answer;
  try {
    return { json: JSON.parse(new TextDecoder().decode(answer.bytes)), evidence: answer.evidence };
  } catch {
    return failed('unknown', 'The server answered with something that this page does not know');
  }
}

/** The bytes of an answer, or a failure. */
async function exchange(path, body, signal) {
  try {
    const response = await fetch(path, {
      method: body === null ? 'GET' : 'POST',
      headers: {
        accept: 'application/json, application/problem+json, */*;q=0.1',
        ...(body === null ? {} : { 'content-type': 'application/octet-stream' }),
        ...(byId('key').value === '' ? {} : { authorization: `Bearer ${byId('key').value}` }),
      },
      body,
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    const bytes = await response.arrayBuffer();
    return response.ok
      ? { bytes, evidence: keptEvidence(response) }
      : refused(response, new TextDecoder().decode(bytes));
  } catch (error) {
    return error.name === 'AbortError'
      ? failed('stopped', 'Stopped before the server answered')
      : failed('unreachable', 'The server cannot be reached', 'The connection failed or ended early. Try again.');
  }
}

/** Hash under which the server keeps what was sent; null if it says nothing of that. */
function keptEvidence(response) {
  const place = /^\/v1\/evidence\/([0-9a-f]{64})$/.exec(response.headers.get('location') ?? '');
  return place ? place[1] : null;
}

function failed(kind, title, detail) {
  return { failure: { kind, title, detail } };
}

const REFUSALS = {
  400: ['input', 'The server cannot read this input'],
  401: ['key', 'The server wants a key: write it above, and ask again'],
  403: ['forbidden', 'The server does not allow this'],
  404: ['missing', 'The server does not have this'],
  408: ['slow', 'The input took too long to arrive'],
  413: ['large', 'The input is too large for this server'],
  415: ['input', 'The server cannot read this kind of input'],
  422: ['input', 'The server cannot read this input'],
  429: ['busy', 'Too many requests'],
  503: ['unavailable', 'The server cannot do this now'],
  504: ['unavailable', 'Something that the server needs took too long'],
};

/** A refusal in our words, with the server's own. */
function refused(response, text) {
  const [kind, title] = REFUSALS[response.status] ?? [
    response.status >= 500 ? 'server' : 'refused',
    response.status >= 500 ? 'The server failed' : 'The server refused this',
  ];
  const told = problem(text);
  const words = [told.title, told.detail].filter((part) => typeof part === 'string').join(': ');
  const wait = retryAfter(response.headers.get('retry-after'));
  return failed(kind, `${title} (HTTP ${response.status})`, [words, wait].filter(Boolean).join('. '));
}

function problem(text) {
  try {
    return object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** How long the server asks to wait: seconds or a date. */
function retryAfter(value) {
  if (value === null) return null;
  return /^\d{1,6}$/.test(value) ? `Try again in ${counted(Number(value), 'second')}` : `Try again after ${value}`;
}

/** The SHA-256 of bytes; null where the browser has no cryptography, as without TLS. */
async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}
