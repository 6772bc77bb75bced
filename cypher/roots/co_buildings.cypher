// Co-building ties, place by place · 联建共建列表
//
// Those whose place's code begins with `within`: `beyond` is the first code after all of these.
// The order is that of the index, which is read only where both its keys are named; an OR would be planned past it.
//
// param   within: String!
// param   beyond: String!
// param   kind: [String!]
// param   nameContains: String
// param   signedFrom: Date
// param   signedBefore: Date
// param   beganFrom: Date
// param   beganBefore: Date
// param   asOf: Date!
// returns tie: CoBuilding
MATCH (tie:CoBuilding)
USING INDEX tie:CoBuilding(area, code)
WHERE tie.area >= $within AND tie.area < $beyond AND tie.code IS NOT NULL
  AND in_force(tie)
  AND CASE WHEN $kind IS NULL THEN true ELSE tie.kind IN $kind END
  AND CASE WHEN $nameContains IS NULL THEN true ELSE tie.pairs CONTAINS $nameContains END
  AND CASE WHEN $signedFrom IS NULL THEN true ELSE tie.signed_on >= $signedFrom END
  AND CASE WHEN $signedBefore IS NULL THEN true ELSE tie.signed_on < $signedBefore END
  AND CASE WHEN $beganFrom IS NULL THEN true ELSE tie.valid_from >= $beganFrom END
  AND CASE WHEN $beganBefore IS NULL THEN true ELSE tie.valid_from < $beganBefore END
RETURN tie
