"""Our one dialect of Markdown: rendering, footnotes and embedded parts."""
