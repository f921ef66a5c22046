const known = new WeakMap();

/**
 * Shows items in order and leaves alone what has not changed, so that focus, selection and open details stay.
 * Where an element is replaced under the focus, its successor gets the focus (by `data-focus`).
 */
export function showList(parent, items, { key, build, empty }) {
  const before = new Map([...parent.children].map((node) => [known.get(node)?.key, node]));
  const focus = focusIn(parent);
  const nodes = items.map((item) => {
    const id = key(item);
    const looks = JSON.stringify(item);
    const node = before.get(id);
    if (node && known.get(node).looks === looks) return node;
    const fresh = build(item);
    known.set(fresh, { key: id, looks });
    return fresh;
  });
  if (items.length === 0) {
    const same = before.get('empty');
    const hint = same ?? empty();
    known.set(hint, { key: 'empty', looks: '' });
    nodes.push(hint);
  }
  if (nodes.length === parent.children.length && nodes.every((node, at) => node === parent.children[at]))
    return;
  for (const [id, node] of before) if (!nodes.includes(node) || id === undefined) node.remove();
  nodes.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
  });
  focus?.();
}

function focusIn(parent) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!active || active === parent || !parent.contains(active)) return undefined;
  const owner = [...parent.children].find((child) => child.contains(active));
  const { key } = known.get(owner) ?? {};
  const name = active.dataset.focus;
  return () => {
    if (document.activeElement === active) return;
    const successor = [...parent.children].find((child) => known.get(child)?.key === key);
    const same = [...(successor?.querySelectorAll('[data-focus]') ?? [])].find(
      (node) => node.dataset.focus === name,
    );
    (same ?? successor)?.focus({ preventScroll: true });
  };
}
