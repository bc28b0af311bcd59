export {
  type CompletionReporterUnderTest,
  describeCompletionReporter,
  type Refusal,
} from './completion-reporter.contract';
export { FakeCompletionReporter } from './fake-completion-reporter';
export { FakeItemSink } from './fake-item-sink';
export { describeItemSink, type ItemSinkUnderTest } from './item-sink.contract';
