export { FakeCompletionReporter } from './fake-completion-reporter';
export { FakeItemSink } from './fake-item-sink';
