export { aGoldenCase, GOLDEN_CASES, type GoldenCase, opening, sha256 } from './golden-case';
export { aMessageContext } from './message-context.builder';
