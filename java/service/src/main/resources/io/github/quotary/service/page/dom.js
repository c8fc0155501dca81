const SVG = 'http://www.w3.org/2000/svg';
const LONGEST_TEXT = 1000;

/** Text to show: what would steer the display is in hexadecimal, what is long is cut. */
function plain(value, longest = LONGEST_TEXT) {
  const text = String(value);
  const shown = text.slice(0, longest).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, hexadecimal);
  return text.length > longest ? `${shown}…` : shown;
}

function hexadecimal(character) {
  return `\\u{${character.codePointAt(0).toString(16)}}`;
}

/** Lines of text to show, whole. */
function plainLines(text) {
  return text.split('\n').map((line) => plain(line, Infinity)).join('\n');
}

function byId(id) {
  return document.getElementById(id);
}

/** An element; content is elements and text, of which null is left out. */
function element(name, attributes, ...content) {
  return filled(document.createElement(name), attributes, content);
}

/** An element of a picture. */
function drawn(name, attributes, ...content) {
  return filled(document.createElementNS(SVG, name), attributes, content);
}

function filled(node, attributes, content) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== false) {
      node.setAttribute(name, value === true ? '' : plain(value));
    }
  }
  for (const part of content.flat()) {
    if (part !== null && part !== undefined) {
      node.append(part instanceof Node ? part : plain(part));
    }
  }
  return node;
}

/** A titled part of an answer. */
function section(id, title, ...content) {
  return element(
    'section',
    { id, class: 'card', 'aria-labelledby': `${id}-title` },
    element('h3', { id: `${id}-title` }, title),
    ...content,
  );
}

/** Names and values in two columns; pairs without a value are left out. */
function facts(pairs) {
  return element(
    'dl',
    { class: 'facts' },
    pairs
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => element('div', null, element('dt', null, name), element('dd', null, value))),
  );
}

function badge(text, kind) {
  return element('span', { class: `badge ${kind}` }, text);
}

/** A button that copies a text and says so. */
function copyButton(text, what) {
  const button = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${what}` }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
      say(`${what} copied`);
    } catch {
      button.textContent = 'Not copied';
      say(`${what} could not be copied: select the text instead`);
    }
  });
  return button;
}

/** Tells a screen reader. */
function say(text) {
  byId('live').textContent = plain(text);
}

/** A JSON value's members, whatever the value is. */
function object(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

function list(value) {
  return Array.isArray(value) ? value : [];
}
