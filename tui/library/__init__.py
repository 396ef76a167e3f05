"""The pages of the library and of prevention, as lines: what can be walked is what can be chosen.

Built from the sheets of `expert.library`; no sentence of law is written here.
"""
