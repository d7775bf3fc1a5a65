// Started beside a test server: `node guardian.mjs <server pid> <folder>`. Its input ends with the process that started both, however
// that one ends (test runners kill theirs); then nobody needs the server and its data any more.
import { rm } from 'node:fs/promises';

const [pid, folder] = process.argv.slice(2);

process.stdin.resume();
process.stdin.once('close', async () => {
  try {
    process.kill(Number(pid), 'SIGQUIT');
  } catch {
    // It ended by itself.
  }
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
