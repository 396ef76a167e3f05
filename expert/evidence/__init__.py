"""The pieces of a case: numbered without gap, kept safely, fairly obtained, tied to what they bear.

Inside: `ledger` numbers, corrects and withdraws; `attachable` says what may be joined at all, and
`files` reads what is (`media` knows a type by its content, `names` cleans a name); `fairness` asks
the base what a way of obtaining is worth, `consistency` compares it with the answers; `bearing`
ties decisive facts to pieces, `weakest` orders the links in words, `in_favour` asks for what speaks
for the person.
"""
