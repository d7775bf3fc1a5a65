import '@noi/ui/styles';
import { startWords } from '../words/startWords.ts';

await startWords();
