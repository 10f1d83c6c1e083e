"""From what councils have (Word, Excel, CSV, pasted text) to the project's own files; nothing is guessed on the way."""
