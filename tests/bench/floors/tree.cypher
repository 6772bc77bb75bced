// The organisations below a county by hand, level in level, each level in the order of its codes.
MATCH (n0:PartyOrganization {code: $code})
CALL (n0) {
  MATCH (n0)<-[r1:SUBORDINATE_TO]-(n1:PartyOrganization)
  WHERE r1.valid_from <= $asOf AND (r1.valid_to IS NULL OR $asOf < r1.valid_to)
    AND n1.valid_from <= $asOf AND (n1.valid_to IS NULL OR $asOf < n1.valid_to)
  WITH n1 ORDER BY n1.code LIMIT $most
  CALL (n1) {
    MATCH (n1)<-[r2:SUBORDINATE_TO]-(n2:PartyOrganization)
    WHERE r2.valid_from <= $asOf AND (r2.valid_to IS NULL OR $asOf < r2.valid_to)
      AND n2.valid_from <= $asOf AND (n2.valid_to IS NULL OR $asOf < n2.valid_to)
    WITH n2 ORDER BY n2.code LIMIT $most
    CALL (n2) {
      MATCH (n2)<-[r3:SUBORDINATE_TO]-(n3:PartyOrganization)
      WHERE r3.valid_from <= $asOf AND (r3.valid_to IS NULL OR $asOf < r3.valid_to)
        AND n3.valid_from <= $asOf AND (n3.valid_to IS NULL OR $asOf < n3.valid_to)
      WITH n3 ORDER BY n3.code LIMIT $most
      CALL (n3) {
        MATCH (n3)<-[r4:SUBORDINATE_TO]-(n4:PartyOrganization)
        WHERE r4.valid_from <= $asOf AND (r4.valid_to IS NULL OR $asOf < r4.valid_to)
          AND n4.valid_from <= $asOf AND (n4.valid_to IS NULL OR $asOf < n4.valid_to)
        WITH n4 ORDER BY n4.code LIMIT $most
        CALL (n4) {
          MATCH (n4)<-[r5:SUBORDINATE_TO]-(n5:PartyOrganization)
          WHERE r5.valid_from <= $asOf AND (r5.valid_to IS NULL OR $asOf < r5.valid_to)
            AND n5.valid_from <= $asOf AND (n5.valid_to IS NULL OR $asOf < n5.valid_to)
          WITH n5 ORDER BY n5.code LIMIT $most
          RETURN collect(n5 {.code, .name, .kind}) AS c5
        }
        RETURN collect(n4 {.code, .name, .kind, children: {nodes: c5}}) AS c4
      }
      RETURN collect(n3 {.code, .name, .kind, children: {nodes: c4}}) AS c3
    }
    RETURN collect(n2 {.code, .name, .kind, children: {nodes: c3}}) AS c2
  }
  RETURN collect(n1 {.code, .name, .kind, children: {nodes: c2}}) AS c1
}
RETURN {partyOrganization: n0 {.code, .name, .kind, children: {nodes: c1}}} AS data
