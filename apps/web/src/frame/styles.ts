const TRIES = 5;
const AGAIN_MS = 1500;

/** A stylesheet that a moment without network kept away is asked for again; the page that needs it opens meanwhile. */
export function askStylesAgain(): void {
  globalThis.addEventListener('vite:preloadError', event => {
    const url = /preload CSS for (\S+)/u.exec(event.payload.message)?.[1];
    if (!url) return;
    event.preventDefault();
    ask(url, TRIES);
  });
}

function ask(url: string, tries: number): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = url;
  link.addEventListener('error', () => {
    link.remove();
    if (tries > 1) setTimeout(() => ask(url, tries - 1), AGAIN_MS);
  });
  document.head.append(link);
}
