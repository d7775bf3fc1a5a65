/** Every error that can reach a person, with the HTTP status its doors answer. The browser's message table must name each one. */
export const errorCodes = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_request: 400,
  body_unreadable: 400,
  body_too_large: 413,
  too_many_requests: 429,
  signature_invalid: 401,
  door_unknown: 404,
  flow_invalid: 422,
  tests_failed: 422,
  flow_not_live: 409,
  revision_conflict: 409,
  command_rejected: 422,
  node_unknown: 422,
  connection_missing: 422,
  connection_rejected: 422,
  connection_unauthorized: 409,
  connection_in_use: 409,
  provider_unavailable: 502,
  run_not_waiting: 409,
  run_ended: 409,
  run_unfinished: 409,
  step_not_run: 409,
  resend_unconfirmed: 409,
  setup_closed: 409,
  sandbox_unavailable: 503,
  internal: 500,
} as const satisfies Record<string, number>;

/** The closed list of error codes; add one here and the browser's message table stops compiling until it has words. */
export type ErrorCode = keyof typeof errorCodes;
