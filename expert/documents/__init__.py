"""Documents: an assessment laid out for its reader, as plain text, Markdown or JSON.

`outline` is what a document is made of, `chapters/` what each reader is told, and one file a form
lays it out. Promises: only the registry is cited; user text is shown, never interpreted; a manager
sees neither penalty nor sanction group.
"""
