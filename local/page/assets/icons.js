const svg = 'http://www.w3.org/2000/svg';

/** Drawn on a 16 by 16 grid, stroked in the colour of the text. */
const paths = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 4.5V8l2.4 1.6M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8z',
  lock: 'M4 7.2h8v6.2H4zM5.6 7V5a2.4 2.4 0 014.8 0v2',
  ask: 'M2 3h12v8.4H7.6L4.4 14v-2.6H2z',
  hand: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM3.8 3.8l8.4 8.4',
  back: 'M6.4 4L2.6 7.8l3.8 3.8M2.8 7.8h7a3.4 3.4 0 010 6.8H8',
  up: 'M8 13.5v-11M3.8 6.5L8 2.3l4.2 4.2',
  play: 'M4.5 2.8v10.4L13 8z',
  eye: 'M1.2 8S3.7 3.6 8 3.6 14.8 8 14.8 8 12.3 12.4 8 12.4 1.2 8 1.2 8zM8 6a2 2 0 100 4 2 2 0 000-4z',
};

export function icon(name) {
  const node = document.createElementNS(svg, 'svg');
  node.setAttribute('viewBox', '0 0 16 16');
  node.setAttribute('class', 'icon');
  node.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', paths[name]);
  node.append(path);
  return node;
}
