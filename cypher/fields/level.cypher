// How many steps below the city committee an organisation stands · 距市委层数
//
// The city committee is 0; null where the line does not reach it that day.
//
// given   organization: PartyOrganization
// param   asOf: Date!
// returns level: Int
OPTIONAL MATCH (organization)
  (()-[step:SUBORDINATE_TO WHERE in_force(step)]->
   (parent:PartyOrganization WHERE in_force(parent))
  ){0,8}
  (top:PartyOrganization)
WHERE top.kind = 'CITY'
RETURN min(size(step)) AS level
