// Co-building ties of a subtree, to be exported · 联建共建导出
//
// Those whose place's code begins with `within` and that are in force, in the order of the index on place and code.
// A tie is between equals: it has no parent.
//
// param   within: String!
// param   beyond: String!
// param   asOf: Date!
// returns kind: String!, code: String!, name: String, area: String!, valid_from: Date!, valid_to: Date, parent: String
MATCH (tie:CoBuilding)
USING INDEX tie:CoBuilding(area, code)
WHERE tie.area >= $within AND tie.area < $beyond AND tie.code IS NOT NULL
  AND in_force(tie)
WITH tie ORDER BY tie.area, tie.code
RETURN 'CoBuilding' AS kind, tie.code AS code, tie.name AS name, tie.area AS area,
       tie.valid_from AS valid_from, tie.valid_to AS valid_to, null AS parent
