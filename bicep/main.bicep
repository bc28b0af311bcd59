// The whole connector in one resource group. How to deploy it, and where every value comes from: docs/deploy.md.
// Generated from it by `npm run generate`: generated/azuredeploy.json.
targetScope = 'resourceGroup'

@description('Name of the web app, unique in Azure; the connector is reached at https://NAME.azurewebsites.net.')
@minLength(2)
@maxLength(50)
param webAppName string

@description('Id of the Entra ID tenant whose mailboxes the posts are archived in.')
@minLength(36)
@maxLength(36)
param tenantId string = subscription().tenantId

@description('Password of the connector: you choose it, and enter it again in the Purview portal and on the set-up page. Kept in the Key Vault.')
@secure()
@minLength(16)
param apiSecretKey string

@description('Region of everything.')
param location string = resourceGroup().location

@description('Address the zip of a release is loaded from, by https, without a login and without being sent elsewhere; empty to upload it after the deployment.')
param packageUri string = ''

@description('Address that browsers reach the connector at, if it is not the one of the web app: https, without a path.')
param publicUrl string = ''

@description('Size of the App Service plan that both apps run on.')
@allowed(['B1', 'B2', 'B3', 'S1', 'P0v3', 'P1v3'])
param planSku string = 'B1'

@description('How often storage keeps the archive: in one data center, in three of a region, or in another region too.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_GRS'

@description('Days for which storage lets nobody change or delete what is archived; 0 for no such policy. Choose at the first deployment: later it takes more (docs/deploy.md). It can be taken back until somebody locks it.')
@minValue(0)
@maxValue(146000)
param archiveLockDays int = 0

@description('Days after which storage deletes old versions of what is archived, also of what DELETED_OWN_POSTS removes; 0 for never.')
@minValue(0)
@maxValue(36500)
param archiveVersionDays int = 0

@description('Days after which what is archived is kept in the cool tier, which costs less to keep and more to read; 0 for never.')
@minValue(0)
@maxValue(36500)
param archiveCoolAfterDays int = 0

@description('Seconds between two captures of an account.')
@minValue(1)
@maxValue(86400)
param captureIntervalSeconds int = 300

@description('Posts, users, messages and likes read from X in a calendar month, of all accounts together; 0 for no limit.')
@minValue(0)
@maxValue(1000000000)
param xReadsPerMonth int = 0

@description('More app settings for both apps, by name (docs/settings.md); they go before those of this file.')
@secure()
param moreSettings object = {}

@description('Address that Azure Monitor sends alerts to; empty for none.')
param alertEmail string = ''

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Closes storage and Key Vault to the internet: both apps reach them by private endpoints.')
param privateNetwork bool = false

var suffix = uniqueString(resourceGroup().id, webAppName)
var vaultName = 'kv-${suffix}'
var signingKeyName = 'manifests'
var connectorUrl = empty(publicUrl) ? 'https://${connector.outputs.hostName}' : publicUrl

// What both apps have to be told, and alike. What is left out has its default: docs/settings.md.
var settings = {
  AZURE_CLIENT_ID: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
  SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
  WEBSITE_RUN_FROM_PACKAGE: '1'
  PORT: '8080'
  CONNECTOR_HOST: '0.0.0.0'
  CONNECTOR_PORT: '8080'
  WORKER_PORT: '8080'
  PUBLIC_URL: connectorUrl
  TRUSTED_PROXIES: '1'
  STORAGE_BLOB_URL: storage.outputs.blobUrl
  STORAGE_TABLE_URL: storage.outputs.tableUrl
  STORAGE_QUEUE_URL: storage.outputs.queueUrl
  KEY_VAULT_URL: keyVault.outputs.url
  KEY_VAULT_SIGNING_KEY: signingKeyName
  TENANT_ID: tenantId
  AAD_AUTHORITY_URL: environment().authentication.loginEndpoint
  X_API_BASE_URL: 'https://api.x.com'
  X_MEDIA_HOSTS: 'pbs.twimg.com,video.twimg.com'
  EVENT_API_BASE_URL: 'https://webhook.ingestion.office.com'
  CAPTURE_INTERVAL_SECONDS: string(captureIntervalSeconds)
  X_READS_PER_MONTH: xReadsPerMonth > 0 ? string(xReadsPerMonth) : ''
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${webAppName}-identity'
  location: location
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${webAppName}-plan'
  location: location
  kind: 'linux'
  sku: {
    name: planSku
  }
  properties: {
    reserved: true
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: webAppName
    location: location
    retentionDays: logRetentionDays
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: '${webAppName}-network'
    location: location
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: 'tac${suffix}'
    location: location
    sku: storageSku
    principalId: identity.properties.principalId
    lockDays: archiveLockDays
    versionDays: archiveVersionDays
    coolAfterDays: archiveCoolAfterDays
    isPrivate: privateNetwork
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: vaultName
    location: location
    principalId: identity.properties.principalId
    signingKeyName: signingKeyName
    apiSecretKey: apiSecretKey
    isPrivate: privateNetwork
  }
}

module endpoints 'modules/private-endpoints.bicep' = if (privateNetwork) {
  name: 'private-endpoints'
  params: {
    name: webAppName
    location: location
    networkId: network.outputs.networkId
    subnetId: network.outputs.endpointSubnetId
    storageId: storage.outputs.id
    vaultId: keyVault.outputs.id
  }
}

module connector 'modules/site.bicep' = {
  name: 'connector'
  params: {
    name: webAppName
    location: location
    planId: plan.id
    identityId: identity.id
    startCommand: 'node --enable-source-maps dist/apps/connector/src/main.js'
    isPublic: true
    subnetId: privateNetwork ? network.outputs.appSubnetId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
}

module worker 'modules/site.bicep' = {
  name: 'worker'
  params: {
    name: '${webAppName}-worker'
    location: location
    planId: plan.id
    identityId: identity.id
    startCommand: 'node --enable-source-maps --max-semi-space-size=4 --heap-growing-percent=30 dist/apps/worker/src/main.js'
    isPublic: false
    subnetId: privateNetwork ? network.outputs.appSubnetId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
}

module connectorRelease 'modules/site-release.bicep' = {
  name: 'connector-release'
  params: {
    siteName: connector.outputs.name
    settings: settings
    moreSettings: moreSettings
    packageUri: packageUri
  }
}

module workerRelease 'modules/site-release.bicep' = {
  name: 'worker-release'
  params: {
    siteName: worker.outputs.name
    settings: settings
    moreSettings: moreSettings
    packageUri: packageUri
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: webAppName
    location: location
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    connectorId: connector.outputs.id
    workerId: worker.outputs.id
  }
}

@description('Address of the connector, to be entered in the Purview portal.')
output serviceUrl string = connectorUrl

@description('Redirect URI to be registered for the application in Entra ID.')
output redirectUri string = '${connectorUrl}/admin/sign-in/callback'

@description('Callback URL to be registered for the app in the X developer portal.')
output callbackUrl string = '${connectorUrl}/Views/TwitterOAuth'

@description('Key Vault that keeps the secrets.')
output keyVaultName string = vaultName

@description('Names of the two apps that take the zip of a release.')
output appNames array = [
  connector.outputs.name
  worker.outputs.name
]
