"""The documents of a case: what leaves the office, for whom, and what it may never hold.

Inside: `disclosable` is all that a document may read, and has no room for a protected answer nor a
working note; `disclosing` makes it; `masking` puts labels in the place of names. Then one document
a file, `notices` for those whose words are in the base, and `catalogue`, which names them all.
Promises: no law here (it comes from the base with its level), no sanction chosen, a draft says so.
"""
