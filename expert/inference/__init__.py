"""One graph, several evaluators that must agree: experta, diagrams, worlds, three-valued reference.

`graph` says what rules mean; `program` compiles the base; `statuses` gives the four statuses and
which answers still matter; `engine` runs experta, whose derivations are the proofs.
"""
