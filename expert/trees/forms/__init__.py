"""One file a form: plain text, Mermaid, DOT, and SVG sheets made to be printed on A3."""
