"""Office files become the graph, and a generator writes office files of an invented population.

The service is not needed here: the two share the model, the catalogue, the store and the profile. Begin with
`__main__.py`, whose commands lead to `loading/`.
"""
