// One kind of alert that the worker raises in its log.
param name string
param location string
param about string
@description('Codes of docs/alerts.md, separated by commas.')
param codes string
param severity int
param workspaceId string
param actions object

var query = '''
AppServiceConsoleLogs
| extend line = parse_json(ResultDescription)
| where line.event == 'alert' and line.state == 'raised'
| where set_has_element(split('{0}', ','), tostring(line.code))
'''

resource alert 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: name
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: name
    description: about
    enabled: true
    severity: severity
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT10M'
    autoMitigate: false
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: format(query, codes)
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: actions
  }
}
