"""Answers of the service over the sample, compared with the specs or with loops over the files.

What a plan looks like is tested in `plans/`. Begin with `test_spec_live.py`.
"""
