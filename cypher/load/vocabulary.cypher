// Every name of the model, known to the database before anything is stored · 词汇
//
// A statement over a name that no node carries yet would draw a warning for what is only absent.
//
// param   labels: [String!]!
// param   types: [String!]!
// param   properties: [String!]!
// returns nothing
CALL () { UNWIND $labels AS label CALL db.createLabel(label) }
CALL () { UNWIND $types AS type CALL db.createRelationshipType(type) }
CALL () { UNWIND $properties AS property CALL db.createProperty(property) }
