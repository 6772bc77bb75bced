// Every agency's organisation builds together with a community · 结对共建
//
// Met by a co-building of agency and community with a community, grid or compound organisation on the other side.
// Denominator: organisations of agencies and public institutions that lie in the area on the day; none of an exempt division.
//
// given   area: Area
// param   asOf: Date!
// param   exempt: [String!]!
// returns unit: PartyOrganization, required: Float!, actual: Float!, met: Boolean!, since: Date
// source  seed article, “机关+社区”党组织结对共建
// expect  120 due, 104 covered
MATCH (area)
  (()<-[step:PART_OF WHERE in_force(step)]-(:Area)){0,6}
  (place:Area)<-[lies:LOCATED_IN]-(body:Agency|PublicInstitution)<-[formed:ORGANIZED_IN]-(unit:PartyOrganization)
WHERE in_force(lies, body, formed, unit)
  AND none(code IN $exempt WHERE place.code STARTS WITH code)
WITH DISTINCT unit
CALL (unit) {
  MATCH (unit)-[own:PARTY_TO]->(tie:CoBuilding {kind: 'AGENCY_COMMUNITY'})<-[other:PARTY_TO]-(partner:PartyOrganization)
  WHERE partner.kind IN ['COMMUNITY', 'GRID', 'COMPOUND']
  RETURN count(CASE WHEN in_force(own, tie, other, partner) THEN 1 END) AS tied,
         max(lapsed(own, tie, other, partner)) AS since
}
RETURN unit, 1.0 AS required, toFloat(tied) AS actual, tied >= 1 AS met, since
