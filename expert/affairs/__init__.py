"""Affairs: several incidents that share publications and pieces, one case file a person.

Inside: `affair` is the data; `publications` and `pieces` record once what is shared and copy it
into each case with a mark; `differences` shows what changed there, to accept or not; `filtering`
is one case as it leaves, the others' names masked; `treatment` and `view` are what a reader is
shown. What was copied in a case is never changed without a person who accepts it.
"""
