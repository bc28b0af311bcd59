// Storage and Key Vault inside of the connector's network.
param name string
param location string
param networkId string
param subnetId string
param storageId string
param vaultId string

var storageSuffix = environment().suffixes.storage

module blob 'private-endpoint.bicep' = {
  name: 'endpoint-blob'
  params: {
    name: '${name}-blob'
    location: location
    networkId: networkId
    subnetId: subnetId
    targetId: storageId
    part: 'blob'
    zoneName: 'privatelink.blob.${storageSuffix}'
  }
}

module table 'private-endpoint.bicep' = {
  name: 'endpoint-table'
  params: {
    name: '${name}-table'
    location: location
    networkId: networkId
    subnetId: subnetId
    targetId: storageId
    part: 'table'
    zoneName: 'privatelink.table.${storageSuffix}'
  }
}

module queue 'private-endpoint.bicep' = {
  name: 'endpoint-queue'
  params: {
    name: '${name}-queue'
    location: location
    networkId: networkId
    subnetId: subnetId
    targetId: storageId
    part: 'queue'
    zoneName: 'privatelink.queue.${storageSuffix}'
  }
}

module vault 'private-endpoint.bicep' = {
  name: 'endpoint-vault'
  params: {
    name: '${name}-vault'
    location: location
    networkId: networkId
    subnetId: subnetId
    targetId: vaultId
    part: 'vault'
    zoneName: 'privatelink.vaultcore.azure.net'
  }
}
