// Optional: the connector's application in Entra ID, by the Microsoft Graph extension (bicepconfig.json). By hand: docs/deploy.md, step 1.
// Whoever deploys it needs the right Application.ReadWrite.All, or the role Application Developer. Its secret is made by hand afterwards.
extension microsoftGraphV1

@description('Name of the web app, as in main.bicep.')
param webAppName string

@description('Output redirectUri of main.bicep.')
param redirectUri string = 'https://${webAppName}.azurewebsites.net/admin/sign-in/callback'

resource application 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: webAppName
  displayName: 'Twitter archive connector'
  signInAudience: 'AzureADMyOrg'
  web: {
    redirectUris: [redirectUri]
  }
  appRoles: [
    {
      id: guid(webAppName, 'Connector.Admin')
      value: 'Connector.Admin'
      displayName: 'Connector admin'
      description: 'Does everything on the admin pages.'
      allowedMemberTypes: ['User']
      isEnabled: true
    }
    {
      id: guid(webAppName, 'Connector.Examiner')
      value: 'Connector.Examiner'
      displayName: 'Connector examiner'
      description: 'Sees and downloads everything on the admin pages but the settings, and changes nothing.'
      allowedMemberTypes: ['User']
      isEnabled: true
    }
  ]
}

resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: application.appId
  appRoleAssignmentRequired: true
}

@description('Application id, to be entered on the settings page and in the Purview portal.')
output appId string = application.appId
