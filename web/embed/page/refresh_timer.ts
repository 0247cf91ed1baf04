/**
 * Calls back every so many minutes; while the page is hidden it waits, and catches up when it is
 * seen again. Returns what ends it.
 */
export function refreshEvery(minutes: number, refresh: () => void): () => void {
  const period = Math.max(minutes, 1 / 60) * 60_000;
  let due = performance.now() + period;
  const tick = () => {
    if (document.hidden || performance.now() < due) return;
    due = performance.now() + period;
    refresh();
  };
  const timer = setInterval(tick, Math.min(period, 5_000));
  document.addEventListener('visibilitychange', tick);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}
