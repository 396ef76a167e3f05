"""Proofs as data, from either polarity, and the sentences that tell them.

One proof object serves the one-line answer, the syllogism and the full tree. Nothing here decides:
the truth of each node comes from the evaluators.
"""
