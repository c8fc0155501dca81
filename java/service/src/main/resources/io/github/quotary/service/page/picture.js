/** Where the links stand, in units of the picture, and the lines that lead to each. */
const WIDE = {
  width: 1000,
  height: 330,
  box: { width: 172, height: 50 },
  at: {
    rootCrl: [208, 4],
    pckCrl: [414, 4],
    root: [2, 92],
    intermediate: [208, 92],
    pck: [414, 92],
    qe: [620, 92],
    quote: [826, 92],
    tcbSigner: [208, 188],
    qeIdentity: [620, 188],
    tcbInfo: [414, 276],
    level: [826, 276],
  },
  lines: [
    ['intermediate', 'M174 117H208'],
    ['pck', 'M380 117H414'],
    ['qe', 'M586 117H620'],
    ['quote', 'M792 117H826'],
    ['tcbSigner', 'M88 142V213H208'],
    ['qeIdentity', 'M380 213H620'],
    ['qe', 'M706 188V142'],
    ['tcbInfo', 'M294 238V301H414'],
    ['level', 'M586 301H826'],
    ['level', 'M912 142V276'],
    ['intermediate', 'M294 54V92', 'list'],
    ['pck', 'M500 54V92', 'list'],
  ],
};

const TALL = {
  width: 344,
  height: 456,
  box: { width: 154, height: 50 },
  at: {
    root: [2, 2],
    rootCrl: [182, 2],
    intermediate: [2, 82],
    pckCrl: [182, 82],
    pck: [2, 162],
    tcbSigner: [182, 162],
    qe: [2, 242],
    qeIdentity: [182, 242],
    quote: [2, 322],
    tcbInfo: [182, 322],
    level: [2, 402],
  },
  lines: [
    ['intermediate', 'M60 52V82'],
    ['pck', 'M60 132V162'],
    ['qe', 'M60 212V242'],
    ['quote', 'M60 292V322'],
    ['level', 'M60 372V402'],
    ['tcbSigner', 'M156 27H169V187H182'],
    ['qeIdentity', 'M259 212V242'],
    ['qe', 'M182 267H156'],
    ['tcbInfo', 'M336 187H341V347H336'],
    ['level', 'M259 372V427H156'],
    ['intermediate', 'M225 52V67H120V82', 'list'],
    ['pck', 'M225 132V147H120V162', 'list'],
  ],
};

/** The chain drawn; the list beside it has the words. */
function picture(chain, layout, name) {
  const states = Object.fromEntries(chain.map((link) => [link.id, link.state]));
  const said = chain.map((link) => `${link.title} ${STATES[link.state].word}`).join(', ');
  return drawn(
    'svg',
    {
      class: `chain ${name}`,
      role: 'img',
      'aria-label': `Chain of trust: ${said}`,
      viewBox: `0 0 ${layout.width} ${layout.height}`,
    },
    layout.lines.map(([to, path, kind]) => drawn('path', { class: `line ${states[to]} ${kind ?? ''}`, d: path })),
    chain.map((link) => node(link, layout)),
  );
}

function node(link, layout) {
  const [x, y] = layout.at[link.id];
  const middle = y + layout.box.height / 2;
  return drawn(
    'g',
    { class: `node ${link.state}` },
    drawn('rect', { x, y, ...layout.box, rx: 10 }),
    drawn('circle', { cx: x + 20, cy: middle, r: 12 }),
    drawn('text', { class: 'sign', x: x + 20, y: middle + 5, 'text-anchor': 'middle' }, STATES[link.state].sign),
    drawn('text', { x: x + 37, y: middle + 5 }, link.title),
  );
}
