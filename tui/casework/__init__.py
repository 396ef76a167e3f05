"""What a screen shows of a case file, and the small forms that change it.

Inside: `sections` writes the list; `form` is what a form is; `people`, `pieces`, `decisions`,
`reminders` and `papers` are the forms; `acts` lists what can be done. Nothing here draws.
"""
