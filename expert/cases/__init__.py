"""The case file as data: what is known, by whom, from which piece, and what people decided.

Inside: `part` is what every part shares; `identifiers` names cases without telling whose they are;
`people`, `answers`, `pieces`, `statements`, `assessments`, `verified_sources`, `decisions` and
`retention` are the parts; `casefile` holds them. Pure data: nothing here opens a file, a table or a
key, and nothing here knows the law.
"""
