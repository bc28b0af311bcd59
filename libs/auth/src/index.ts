export { addressOf, Caller, callerOf } from './caller';
export {
  ApplicationTrial,
  isApplicationRefused,
  type TrialResult,
} from './entra/application-trial';
export { EntraApplicationSource } from './entra/entra-application-source';
export { EntraApplicationTrial } from './entra/entra-application-trial';
export { EntraSignIn } from './entra/entra-sign-in';
export { EntraTenant } from './entra/entra-tenant';
export { ImportTokens } from './entra/import-tokens';
export { SignInFailed, type SignInFailure } from './entra/sign-in-failed';
export { type EntraUser, type UserRole } from './entra/user-claims';
export { FailedAttempts, TooManyAttempts } from './failed-attempts';
export { clearHostCookie, type HostCookieName, readHostCookie, setHostCookie } from './host-cookie';
export { ImportCallerGuard } from './import-service/import-caller.guard';
export { NotAuthenticated } from './not-authenticated';
export { AdminSessions, type Session, type SessionKind } from './session/admin-sessions';
export { EndedSessions } from './session/ended-sessions';
export { EndedSessionsModule } from './session/ended-sessions.module';
export { SealedToken } from './session/sealed-token';
export { SessionCheck } from './session/session-check';
export { SessionKeySource } from './session/session-key-source';
export { MayCall, SessionGuard } from './session/session.guard';
export { SetupKeyCheck } from './setup-key/setup-key-check';
export { SetupKeySource } from './setup-key/setup-key-source';
export { SetupKeyGuard } from './setup-key/setup-key.guard';
