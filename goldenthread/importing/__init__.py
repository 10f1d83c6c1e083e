"""What councils have (Word, Excel, CSV, pasted text) turned into the project's own files; nothing is guessed."""
