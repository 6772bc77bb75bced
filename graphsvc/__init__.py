"""How a city's Party organisation reaches every household: a graph, and the questions one may put to it."""

__version__ = "0.1.0"
