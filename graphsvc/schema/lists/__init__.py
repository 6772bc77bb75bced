"""The lists of the schema: connections, the orders of their rows, and the roots that are lists.

Types of what stands in a list live beside this room, and how a page is read is compiled elsewhere. Begin with
`connections.py`.
"""
