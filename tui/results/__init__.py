"""How an assessment is laid out on each tab of the result: from data to paragraphs, no widget."""
