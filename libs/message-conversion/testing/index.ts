export {
  aGoldenCase,
  GOLDEN_CASES,
  type GoldenCase,
  goldenNames,
  opening,
  sha256,
} from './golden-case';
export { aMessageContext } from './message-context.builder';
export { inOrder, readByMailparser, readingOf, type ReadMessage } from './read-message';
export {
  aRawX,
  aRawXPost,
  kindsOf,
  propertiesOf,
  resolved,
  schemasOf,
  X_OPENAPI_VERSIONS,
  type XOpenApiVersion,
} from './x-openapi.arbitrary';
export {
  aFullRaw,
  fieldsOf,
  withOther,
  type XField,
  type XSubject,
  xSubjects,
} from './x-openapi.example';
