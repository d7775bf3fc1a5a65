// Started beside the product: `node guardian.mjs <data folder> <process id of the start script>`. Its input ends with the start script,
// however that one ends; what the script could not stop any more (kill -9, a crash) is then ended here.
import { endLeftovers } from './lock.mjs';

const [dataDir = '', owner] = process.argv.slice(2);

process.stdin.resume();
process.stdin.once('close', () => endLeftovers(dataDir, Number(owner)));
