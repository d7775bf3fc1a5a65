export { AppError, type ErrorDetails, toAppError } from './AppError.ts';
export { assertNever } from './assertNever.ts';
export { type ErrorCode, errorCodes } from './codes.ts';
