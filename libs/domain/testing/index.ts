export { Crash, CrashPoint } from './crash-point';
export { FakeClock } from './fake-clock';
export { aPost, aRawPost } from './post.builder';
