"""The library: every text, decision, rule, contested point and change, searched and read whole.

Reads the base only; knows nothing of any incident. The command line and the screens show the same
sheets.
"""
