// One figure of an app that must not be passed.
param name string
param about string
param targetId string
param metric string
param aggregation string
param operator string
param threshold int
param actionGroupId string

resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: name
  location: 'global'
  properties: {
    description: about
    enabled: true
    severity: 1
    scopes: [targetId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: metric
          metricNamespace: 'Microsoft.Web/sites'
          metricName: metric
          timeAggregation: aggregation
          operator: operator
          threshold: threshold
        }
      ]
    }
    actions: [
      {
        actionGroupId: actionGroupId
      }
    ]
  }
}
