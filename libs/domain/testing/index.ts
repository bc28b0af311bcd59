export { Crash, CrashPoint } from './crash-point';
export { FakeClock } from './fake-clock';
export { aPost, aRawMessage, aRawPost } from './post.builder';
