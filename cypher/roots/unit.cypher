// One unit · 单位
//
// By its code or by its unified social credit code; a number used again shows the unit that still exists.
//
// param   code: String
// param   uscc: String
// returns unit: Unit
MATCH (unit:Unit)
WHERE unit.code = $code OR unit.uscc = $uscc
WITH unit ORDER BY unit.valid_to IS NULL DESC, unit.valid_to DESC, unit.code LIMIT 1
RETURN unit
