"""Pydantic models of the law as data: facts, conclusions, rules, zones, sources, procedure."""
