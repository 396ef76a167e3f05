"""Prevention: cards to hand out, and a charter or rules of procedure drafted clause by clause.

Reads the base only; knows nothing of any incident. Nothing is drafted that the base does not say.
"""
