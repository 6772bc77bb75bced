"""Office files become typed rows, and faults that name place, rule and remedy.

Nothing here knows what other rows say or what is stored. Begin with `rows.py`.
"""
