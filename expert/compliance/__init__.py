"""The papers that a data-protection officer asks for, made from the facts of the code.

Inside: `content/` is what no code can tell (purposes, threats, risks, what a field is for), as data
that `reading` checks; `categories` walks the models of a case, the facts of the base and the tables
of the store; `notes` numbers the tests and the texts that a paper cites; one module a paper
(`register`, `impact`, `durations`, `recipients`, `threats`, `publication`); `inventory` is the list
of components (SBOM); `papers` names them all. Nothing here opens a case.

A sentence of a paper is either law (with its source), a fact of the software (with the tests that
prove it), advice, or says what nothing covers. Blanks are for what only the establishment knows.
"""
