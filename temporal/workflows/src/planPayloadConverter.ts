import type { Plan } from '@noi/flow/run';
import { CompositePayloadConverter, defaultPayloadConverter, type Payload, type PayloadConverterWithEncoding } from '@temporalio/common';
import { planEncoding } from './planRef.ts';

// Lives as long as the worker thread: the module is preloaded, so every workflow of the thread shares one parsed plan per hash.
const plans = new Map<string, Plan>();
const mostPlans = 500;

/** Turns an expanded plan payload into the parsed plan. Plans are sent as raw values (`planRef`), so nothing is written here. */
class PlanPayloadConverter implements PayloadConverterWithEncoding {
  readonly encodingType = planEncoding;

  toPayload(): undefined {
    return undefined;
  }

  fromPayload<T>(payload: Payload): T {
    const decoder = new TextDecoder();
    const hash = decoder.decode(payload.metadata?.hash ?? undefined);
    const plan = plans.get(hash) ?? remember(hash, JSON.parse(decoder.decode(payload.data ?? undefined)));
    return plan as T;
  }
}

function remember(hash: string, plan: Plan): Plan {
  if (plans.size >= mostPlans) plans.delete(plans.keys().next().value ?? hash);
  plans.set(hash, plan);
  return plan;
}

/** The workflow side's converter; the bundle finds it by `payloadConverterPath`. */
export const payloadConverter = new CompositePayloadConverter(new PlanPayloadConverter(), ...defaultPayloadConverter.converters);
