"""The PDF form: tagged PDF/A and PDF/UA, typeset by typst from `layout.typ`.

The text reaches typst as data (a JSON string), never as markup, and never touches the disk.
"""
