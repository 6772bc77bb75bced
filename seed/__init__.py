"""Beside the house: what turns office files into the graph, and the generated sample that shows how."""
