"""What an officer does: each act described once, with its questions, its checks and the edits it makes."""
