// Every agency's organisation builds together with a community · 结对共建
//
// Met by a co-building of agency and community with a community, grid or compound organisation on the other side.
// Denominator: organisations of agencies and public institutions that lie in the area on the day; none of Jinmen.
//
// given   area: Area
// param   asOf: Date!
// returns unit: PartyOrganization, required: Float!, actual: Float!, met: Boolean!, since: Date
// source  seed article, “机关+社区”党组织结对共建
// expect  120 due, 104 covered
MATCH (area)
  (()<-[step:PART_OF WHERE step.valid_from <= $asOf AND (step.valid_to IS NULL OR $asOf < step.valid_to)]-(:Area)){0,6}
  (place:Area)<-[lies:LOCATED_IN]-(body:Agency|PublicInstitution)<-[formed:ORGANIZED_IN]-(unit:PartyOrganization)
WHERE lies.valid_from <= $asOf AND (lies.valid_to IS NULL OR $asOf < lies.valid_to)
  AND body.valid_from <= $asOf AND (body.valid_to IS NULL OR $asOf < body.valid_to)
  AND formed.valid_from <= $asOf AND (formed.valid_to IS NULL OR $asOf < formed.valid_to)
  AND unit.valid_from <= $asOf AND (unit.valid_to IS NULL OR $asOf < unit.valid_to)
  AND NOT place.code STARTS WITH '350527'
WITH DISTINCT unit
CALL (unit) {
  MATCH (unit)-[own:PARTY_TO]->(tie:CoBuilding {kind: 'AGENCY_COMMUNITY'})<-[other:PARTY_TO]-(partner:PartyOrganization)
  WHERE partner.kind IN ['COMMUNITY', 'GRID', 'COMPOUND']
  WITH all(one IN [own, other] WHERE one.valid_from <= $asOf)
         AND all(one IN [tie, partner] WHERE one.valid_from <= $asOf) AS begun,
       [one IN [own.valid_to, other.valid_to, tie.valid_to, partner.valid_to] WHERE one IS NOT NULL] AS closed
  WITH begun, reduce(first = null, one IN closed | CASE WHEN first < one THEN first ELSE one END) AS ends
  RETURN count(CASE WHEN begun AND (ends IS NULL OR $asOf < ends) THEN 1 END) AS tied,
         max(CASE WHEN ends <= $asOf THEN ends END) AS since
}
RETURN unit, 1.0 AS required, toFloat(tied) AS actual, tied >= 1 AS met, since
