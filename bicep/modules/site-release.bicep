// What an app is told, and the release it runs.
param siteName string
param settings object
@secure()
param moreSettings object
param packageUri string

resource site 'Microsoft.Web/sites@2023-12-01' existing = {
  name: siteName
}

resource appSettings 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: site
  name: 'appsettings'
  properties: union(settings, moreSettings)
}

// Bicep does not know the properties of this extension.
#disable-next-line BCP187
resource release 'Microsoft.Web/sites/extensions@2022-09-01' = if (!empty(packageUri)) {
  parent: site
  name: 'onedeploy'
  properties: {
    packageUri: packageUri
    type: 'zip'
  }
  dependsOn: [appSettings]
}
