"""Who may do what on which case, until when, and the sentence that refuses the rest.

Inside: `operations` names what can be done; `profiles` is the user matrix, as data; `grants` gives
one account its rights on one case and answers; `table` prints the matrix for the documentation.
A right is a permission of the tool: what seals a case is its key (`expert.vault`).
"""
