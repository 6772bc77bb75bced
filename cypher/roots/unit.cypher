// One unit · 单位
//
// By its code or by its unified social credit code; of several with one number
// it shows the one in force on the day, and where none is, the one that still exists or ended last.
//
// param   code: String
// param   uscc: String
// param   asOf: Date!
// returns unit: Unit
MATCH (unit:Unit)
WHERE unit.code = $code OR unit.uscc = $uscc
WITH unit, CASE WHEN in_force(unit) THEN 1 ELSE 0 END AS standing
ORDER BY standing DESC, unit.valid_to IS NULL DESC, unit.valid_to DESC, unit.code LIMIT 1
RETURN unit
