export { NotAuthenticated } from './not-authenticated';
export { SetupKeyGuard } from './setup-key.guard';
export { SetupKeySource } from './setup-key-source';
