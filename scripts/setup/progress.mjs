/**
 * Runs one long step and tells that it goes on: its name at once, a sign of life every few seconds, its time at the end.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  console.log(`… ${label}`);
  const tick = setInterval(() => console.log(`  ${label}: ${seconds()} s`), 15_000);
  try {
    const result = await work();
    console.log(`✔ ${label} (${seconds()} s)`);
    return result;
  } finally {
    clearInterval(tick);
  }
}
