"""How a city's Party organisation reaches every household: a graph in Neo4j, and GraphQL over it."""

__version__ = "0.1.0"
