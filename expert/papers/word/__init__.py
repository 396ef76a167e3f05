"""The Word form (DOCX), from a template that an establishment may replace.

`template` checks one before anything of it is used: the archive (`package`), its parts (`parts`),
what is written between braces (`language`), and what every page must say (`required`). `render`
fills it, `blocks` writes the outline with its styles. `shipped` builds `sobre.docx`.
"""
