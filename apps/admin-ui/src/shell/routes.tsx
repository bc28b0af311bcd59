import { lazy } from 'react';
import { Route, Switch } from 'wouter';

import { OnlyAdmins } from '../parts/may-change';

const HomePage = lazy(async () => ({
  default: (await import('../pages/home/home-page')).HomePage,
}));
const AccountsPage = lazy(async () => ({
  default: (await import('../pages/accounts/accounts-page')).AccountsPage,
}));
const AccountPage = lazy(async () => ({
  default: (await import('../pages/accounts/account-page')).AccountPage,
}));
const CompletenessPage = lazy(async () => ({
  default: (await import('../pages/completeness/completeness-page')).CompletenessPage,
}));
const TasksPage = lazy(async () => ({
  default: (await import('../pages/tasks/tasks-page')).TasksPage,
}));
const TaskPage = lazy(async () => ({
  default: (await import('../pages/tasks/task-page')).TaskPage,
}));
const ParkedPage = lazy(async () => ({
  default: (await import('../pages/parked/parked-page')).ParkedPage,
}));
const AuditPage = lazy(async () => ({
  default: (await import('../pages/audit/audit-page')).AuditPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('../pages/settings/settings-page')).SettingsPage,
}));
const BootstrapSettings = lazy(async () => ({
  default: (await import('../pages/settings/bootstrap-settings')).BootstrapSettings,
}));
const ReadOnlyPage = lazy(async () => ({
  default: (await import('../pages/settings/read-only-page')).ReadOnlyPage,
}));
const UnknownPage = lazy(async () => ({
  default: (await import('../pages/unknown-page')).UnknownPage,
}));

export function AdminRoutes() {
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/accounts" component={AccountsPage} />
      <Route path="/accounts/:accountId">
        {({ accountId }) => <AccountPage accountId={accountId} />}
      </Route>
      <Route path="/accounts/:accountId/completeness">
        {({ accountId }) => <CompletenessPage accountId={accountId} />}
      </Route>
      <Route path="/tasks" component={TasksPage} />
      <Route path="/tasks/:jobId/:taskId">{(ids) => <TaskPage {...ids} />}</Route>
      <Route path="/parked" component={ParkedPage} />
      <Route path="/audit" component={AuditPage} />
      <Route path="/settings">
        <OnlyAdmins otherwise={<ReadOnlyPage />}>
          <SettingsPage />
        </OnlyAdmins>
      </Route>
      <Route component={UnknownPage} />
    </Switch>
  );
}

/** Before Entra ID is set up there is only the page to set it up, at whatever address. */
export function BootstrapRoutes({ canUseEntra }: { canUseEntra: boolean }) {
  return <BootstrapSettings canUseEntra={canUseEntra} />;
}
