// A network of the connector's own: one part for the apps, one for the private endpoints they reach.
param name string
param location string

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: name
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.80.0.0/24']
    }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.80.0.0/26'
          delegations: [
            {
              name: 'app-service'
              properties: {
                serviceName: 'Microsoft.Web/serverFarms'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.80.0.64/26'
        }
      }
    ]
  }
}

output networkId string = network.id
output appSubnetId string = '${network.id}/subnets/apps'
output endpointSubnetId string = '${network.id}/subnets/endpoints'
