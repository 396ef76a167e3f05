"""Decision trees drawn from the rules: what is asked, in which order, and where each answer leads.

Nothing here decides: a tree is the diagrams of `expert.inference` read aloud, so that walking it
with the answers of an incident gives what every evaluator gives. See `chapter` for what is drawn.
"""
