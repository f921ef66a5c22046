/** The page's own API. An error's sentence comes from the server, where it has one. */
export const get = (path) => read(fetch(path));

export const post = (path, body) =>
  read(
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

async function read(pending) {
  const response = await pending;
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? `The local server answered ${response.status}.`);
  return body;
}

/** Follows the news; tells `onNews(topic)` for each, and for every topic after a break. */
export function follow(topics, onNews, onLive) {
  const source = new EventSource('/api/events');
  source.addEventListener('open', () => {
    onLive(true);
    for (const topic of topics) onNews(topic);
  });
  source.addEventListener('error', () => onLive(false));
  for (const topic of topics) source.addEventListener(topic, () => onNews(topic));
}

/** Runs one refresh at a time; news that come meanwhile cause exactly one more. */
export function refresher(refresh) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await refresh();
      } while (again);
    } catch {
      // The server is gone or restarting: the live mark says so, and the next connection refreshes everything.
    } finally {
      running = false;
    }
  };
}
