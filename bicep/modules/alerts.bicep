// Who is told when the connector fails, or finds that it does not keep a promise (docs/alerts.md).
param name string
param location string
param email string
param workspaceId string
param connectorId string
param workerId string

var receivers = {
  actionGroups: [people.id]
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: empty(email) ? [] : [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

module captureLag 'log-alert.bicep' = {
  name: 'alert-capture'
  params: {
    name: '${name}-capture'
    location: location
    about: 'An account is not read in time, or has a gap.'
    codes: 'capture-late,capture-stopped,gap-opened,silence,reads-near-limit'
    severity: 1
    workspaceId: workspaceId
    actions: receivers
  }
}

module poison 'log-alert.bicep' = {
  name: 'alert-delivery'
  params: {
    name: '${name}-delivery'
    location: location
    about: 'A download task fails, or was put into the poison queue; the mail server does not take what is archived.'
    codes: 'task-failed,task-poisoned,mail-stopped,mail-put-aside'
    severity: 1
    workspaceId: workspaceId
    actions: receivers
  }
}

module evidence 'log-alert.bicep' = {
  name: 'alert-evidence'
  params: {
    name: '${name}-evidence'
    location: location
    about: 'What is archived or delivered is not as it was noted.'
    codes: 'chain-broken,unexplained'
    severity: 0
    workspaceId: workspaceId
    actions: receivers
  }
}

module serverErrors 'metric-alert.bicep' = {
  name: 'alert-5xx'
  params: {
    name: '${name}-5xx'
    about: 'The connector answers with server errors.'
    targetId: connectorId
    metric: 'Http5xx'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 5
    actionGroupId: people.id
  }
}

module connectorDown 'metric-alert.bicep' = {
  name: 'alert-connector-down'
  params: {
    name: '${name}-connector-down'
    about: 'The connector does not answer.'
    targetId: connectorId
    metric: 'HealthCheckStatus'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 50
    actionGroupId: people.id
  }
}

module workerDown 'metric-alert.bicep' = {
  name: 'alert-worker-down'
  params: {
    name: '${name}-worker-down'
    about: 'The worker does not answer: nothing is captured or delivered, and nobody looks for other trouble.'
    targetId: workerId
    metric: 'HealthCheckStatus'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 50
    actionGroupId: people.id
  }
}
