const FIELDS = {
  mrTd: 'MRTD',
  rtmr0: 'RTMR0',
  rtmr1: 'RTMR1',
  rtmr2: 'RTMR2',
  rtmr3: 'RTMR3',
  mrConfigId: 'MRCONFIGID',
  mrOwner: 'MROWNER',
  mrOwnerConfig: 'MROWNERCONFIG',
  mrEnclave: 'MRENCLAVE',
  mrSigner: 'MRSIGNER',
  reportData: 'Report data',
  mrSeam: 'MRSEAM',
  mrSignerSeam: 'MRSIGNERSEAM',
  mrServiceTd: 'MRSERVICETD',
};

const FIELD_MEANINGS = {
  mrTd: 'the TD as it was built, firmware included',
  rtmr0: 'firmware configuration',
  rtmr1: 'kernel',
  rtmr2: 'kernel command line and initrd',
  rtmr3: 'what the software in the TD measured itself',
  mrConfigId: 'configuration that the host gave',
  mrOwner: 'owner that the host gave',
  mrOwnerConfig: "owner's configuration that the host gave",
  mrEnclave: 'the enclave as it was built',
  mrSigner: 'key that signed the enclave',
  reportData: 'what the quote is bound to',
  mrSeam: 'the TDX module',
  mrSignerSeam: "signer of the TDX module, zero for Intel's",
  mrServiceTd: 'service TDs',
};

const REMEDIES = {
  BIOS_UPDATE: 'BIOS or microcode update',
  OS_UPDATE: 'operating system or VMM update: microcode, SINIT or SEAM loader',
  PCE_UPDATE: 'SGX platform software update (PCE)',
  QE_UPDATE: 'DCAP update (quoting enclave)',
  TDX_MODULE_UPDATE: 'TDX module update, then relaunch of the TD',
  RELAUNCH: 'relaunch of the TD',
};

const UNCHECKED = {
  reportData: 'report data, which says what the quote is bound to',
  eventLog: 'the event log',
};

const TIME_SOURCES = {
  clock: "the server's clock",
  option: 'given by the caller',
  input: 'given by the input',
  vector: 'of the test vector',
};

const STYLES = {
  TRUSTED: 'trusted',
  PASS: 'trusted',
  GENUINE: 'genuine',
  'NOT TRUSTED': 'not-trusted',
  REJECTED: 'rejected',
  FAIL: 'rejected',
  UNDECIDED: 'undecided',
  INCOMPLETE: 'undecided',
};

const SIGNS = {
  trusted: '✓',
  genuine: '?',
  'not-trusted': '!',
  rejected: '✗',
  undecided: '?',
};

/** Many fields have 48 bytes; six of them tell values apart by eye. */
const SHORT_DIGITS = 12;

function shortened(hex) {
  const text = String(hex);
  return text.length > SHORT_DIGITS ? `${text.slice(0, SHORT_DIGITS)}…` : text;
}

/** A time to read, in UTC. */
function time(iso) {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?Z$/.exec(String(iso ?? ''));
  return parts ? `${parts[1]} ${parts[2].replace(/:00$/, '')} UTC` : String(iso ?? 'unknown');
}

function day(iso) {
  return String(iso ?? 'unknown').slice(0, 10);
}

/** How much later the second time is than the first, in words; null if either is unknown. */
function later(from, to) {
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  if (!Number.isFinite(seconds)) return null;
  for (const [unit, length] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (Math.abs(seconds) >= length) return counted(Math.floor(Math.abs(seconds) / length), unit);
  }
  return counted(Math.abs(seconds), 'second');
}

function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function isTestRoot(answer) {
  return object(answer.trustAnchor).intel !== true;
}

function rootName(answer) {
  return isTestRoot(answer)
    ? `the test root ${shortened(object(answer.trustAnchor).sha256 ?? 'unknown')}`
    : "Intel's root";
}

function isEnclave(answer) {
  return object(answer.quote).tee === 'sgx';
}
