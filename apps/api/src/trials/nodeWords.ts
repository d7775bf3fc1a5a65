import type { Catalog } from '@noi/catalog';
import { type PlanStepOf, type RecipientReading, readRecipient, type WorldOptions } from '@noi/flow';

/** What nodes say of a message before it is sent: to whom it goes, and its words. Nothing of it calls anybody. */
export function nodeWords(catalog: Pick<Catalog, 'actionDefinition'>): Required<Pick<WorldOptions, 'recipientOf' | 'previewOf'>> {
  return {
    recipientOf(step, input): RecipientReading {
      const message = definitionOf(catalog, step)?.message;
      if (!message) return { ok: false, text: gone };
      // A trial's input is not checked by the node's schema, so anything may stand where the address should.
      const written: unknown = message.recipient(input);
      return readRecipient({ channel: message.channel, addressedBy: message.addressedBy, written: typeof written === 'string' ? written : '' });
    },
    previewOf(step, input) {
      const definition = definitionOf(catalog, step);
      const parsed = definition?.input.safeParse(input);
      return definition?.message && parsed?.success ? definition.message.preview(parsed.data) : null;
    },
  };
}

const gone = {
  vi: 'Loại bước này không còn được cài, nên tin không gửi được. Xoá bước và chọn bước khác.',
  en: 'This kind of step is no longer installed, so the message cannot be sent. Remove the step and choose another.',
};

function definitionOf(catalog: Pick<Catalog, 'actionDefinition'>, step: PlanStepOf<'action'>) {
  return catalog.actionDefinition(step.node, step.nodeVersion);
}
