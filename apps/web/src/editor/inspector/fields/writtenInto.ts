import { formatPhone } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import type { DataNode } from '../../stepData/dataTree.ts';

/** Inserted data reads well inside of a sentence: amounts and moments are written out unless the field wants them raw. */
export function filtersInto(target: Pick<FieldDescriptor, 'type' | 'format'>): (node: DataNode) => string {
  return (node) => {
    if (target.type !== 'text' || target.format === 'json') return '';
    if (node.field?.format === 'money' && target.format !== 'money') return 'money';
    if (node.field?.format === 'dateTime') return 'datetime';
    if (node.field?.format === 'phone' && (target.format === 'longText' || target.format === 'richText')) return 'phone';
    return '';
  };
}

/** The sample of a field as people would write it. */
export function sampleWords({ sample, format }: FieldDescriptor): string | null {
  if (format === 'phone' && typeof sample === 'string') return formatPhone(sample);
  return typeof sample === 'string' || typeof sample === 'number' ? String(sample) : null;
}
