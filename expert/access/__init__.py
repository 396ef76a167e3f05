"""The right of access: everything kept on one person, in plain French, the others masked.

Inside: `names` finds a person's name however it is written; `contacts` finds addresses and numbers;
`masking` replaces what is not the person's own; `holdings` tells who is who across several cases;
`report` is the document, made of `case_part`, `ledger`, `history`, `results` and `glossary`.
"""
