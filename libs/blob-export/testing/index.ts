export {
  type CompletionReporterUnderTest,
  describeCompletionReporter,
  type Refusal,
} from './completion-reporter.contract';
export { FakeCompletionReporter } from './fake-completion-reporter';
export { FakeItemChangeReporter } from './fake-item-change-reporter';
export { FakeItemSink } from './fake-item-sink';
export { FakeLentContainers } from './fake-lent-containers';
export {
  describeItemChangeReporter,
  type ItemChangeReporterUnderTest,
} from './item-change-reporter.contract';
export { describeItemSink, type ItemSinkUnderTest } from './item-sink.contract';
export { describeLentContainers } from './lent-containers.contract';
