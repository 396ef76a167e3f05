"""The saved incidents: one file each, in a folder that only its owner may read.

Inside: `listing` names the folder and lists it (without the rule base), `store` opens and saves,
`removal` deletes, `lock` keeps two windows from saving at the same instant. Promises: a save never
loses the previous file, and never overwrites a file that another window has changed meanwhile.
"""
