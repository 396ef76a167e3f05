"""Papers: a document laid out for an office, as a Word file (DOCX) or a PDF.

`paper` is what every form is made from: the blocks of an outline and the facts that every page
carries. `pdf/` and `word/` lay it out. Promises: nothing of the outline is lost, text is never
read as markup, a draft says so on every page, and the same paper gives the same bytes.
"""
