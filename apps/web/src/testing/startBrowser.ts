import '@noi/ui/styles';
import { startWords } from '../words/startWords.ts';

startWords();
