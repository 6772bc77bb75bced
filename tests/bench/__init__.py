"""Benchmarks of a whole city beside statements by hand: `make bench` measures them and writes their table.

No time is judged in a test: `test_bench_small.py` runs each row over the sample and compares both sides.
Begin with `measure.py`, which lists the rows.
"""
